/**
 * Draws what each detector calls odd: docs/detectors/pictures/<family>.svg. `node tools/docs/detector-pictures.ts [family ...]` after a
 * build; the same seeds give the same pictures. Look at them after a change of a detector.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBatchDetector, createStreamingDetector, rowOf, type Matrix } from '@convoscope/detectors';
import { createRandom, quantile, shuffleInPlace } from '@convoscope/statistics';
import { createExamples } from './pictures/examples.ts';
import { FAMILIES } from './pictures/families.ts';
import { drawHeatMaps, type PictureRow } from './pictures/heat-map.ts';
import { drawSeriesPicture } from './pictures/series-picture.ts';

const folder = join(import.meta.dirname, '../../docs/detectors/pictures');
const SHARE = 0.03;

const ofTable = (name: string): PictureRow => ({
  title: name,
  fit(table) {
    const detector = createBatchDetector(name, { contamination: SHARE, seed: 1 });
    detector.fit(table);
    return detector;
  },
});

/** A streaming detector of records that has seen the rows several times in random order. */
const ofRecords = (name: string): PictureRow => ({
  title: name,
  fit(table) {
    const detector = createStreamingDetector(name);
    const order = Int32Array.from({ length: table.nRows }, (_, i) => i);
    const random = createRandom(1);
    for (let round = 0; round < 5; round++) {
      shuffleInPlace(order, random);
      for (const row of order) detector.learn(rowOf(table, row));
    }
    const score = (points: Matrix): Float64Array =>
      Float64Array.from({ length: points.nRows }, (_, i) => detector.score(rowOf(points, i)));
    return { score, threshold: quantile(score(table), 1 - SHARE) };
  },
});

const examples = createExamples();
const drawings: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(FAMILIES)
      .filter(([family]) => family !== 'streaming')
      .map(([family, names]) => [family, () => drawHeatMaps(names.map(ofTable), examples)]),
  ),
  committees: () => drawHeatMaps(['auto', 'ensemble'].map(ofTable), examples),
  streaming: () => drawSeriesPicture(FAMILIES['streaming'] ?? []),
  'streaming-records': () => drawHeatMaps(['hst', 'rrcf', 'ewma', 'zscore'].map(ofRecords), examples),
};

mkdirSync(folder, { recursive: true });
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(drawings);
for (const name of wanted) {
  const draw = drawings[name];
  if (draw === undefined)
    throw new Error(`there is no picture "${name}": expected ${Object.keys(drawings).join(', ')}`);
  writeFileSync(join(folder, `${name}.svg`), draw());
  console.log(`drawn: docs/detectors/pictures/${name}.svg`);
}
