/** One run for scaling-section: `node scaling-run.ts DETECTOR ROWS` prints CPU seconds and peak memory as JSON. */
import { createBatchDetector, createMatrix, type Matrix } from '@convoscope/detectors';
import { createRandom, nextUniform } from '@convoscope/statistics';
import { cpuSecondsOf } from './section.ts';

export interface ScalingRun {
  readonly seconds: number;
  readonly peakMb: number;
}

/** Skewed features, so that bins, tails and cuts are not those of a uniform cube. */
export function skewedTable(nRows: number, nFeatures: number): Matrix {
  const random = createRandom(1);
  const data = new Float64Array(nRows * nFeatures);
  for (let at = 0; at < data.length; at++) data[at] = Math.log(1 + 9 * nextUniform(random)) * (1 + (at % 3));
  return createMatrix(data, nRows, nFeatures);
}

if (process.argv[1] === import.meta.filename) {
  const [name = '', nRows = ''] = process.argv.slice(2);
  const table = skewedTable(Number(nRows), 20);
  const seconds = cpuSecondsOf(() => createBatchDetector(name).fit(table));
  console.log(
    JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 } satisfies ScalingRun),
  );
}
