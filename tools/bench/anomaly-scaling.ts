/**
 * Measures how fit and score grow from 125,000 to 1,000,000 rows of 20 features, one thread, each run in a process of its own so that peak
 * memory is that run's. `node tools/bench/anomaly-scaling.ts [--only name,name]` after a build. Writes docs/benchmarks/anomaly-scaling.md unless `--only`.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBatchDetector, createMatrix } from '@convoscope/detectors';
import { createRandom, nextUniform } from '@convoscope/statistics';

const N_FEATURES = 20;
const SIZES = [125_000, 250_000, 500_000, 1_000_000];

interface Run {
  readonly fitSeconds: number;
  readonly scoreSeconds: number;
  readonly peakMb: number;
}

/** Seconds that this thread itself computed: what else runs on the machine does not count. */
function cpuSecondsOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** Skewed features, so that bins, tails and cuts are not those of a uniform cube. */
function measure(name: string, nRows: number): Run {
  const random = createRandom(1);
  const data = new Float64Array(nRows * N_FEATURES);
  for (let at = 0; at < data.length; at++) data[at] = Math.log(1 + 9 * nextUniform(random)) * (1 + (at % 3));
  const table = createMatrix(data, nRows, N_FEATURES);
  const detector = createBatchDetector(name);
  const fitSeconds = cpuSecondsOf(() => detector.fit(table));
  const scoreSeconds = cpuSecondsOf(() => detector.score(table));
  return {
    fitSeconds,
    scoreSeconds,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

function measureApart(name: string, nRows: number): Run {
  const flags = [...process.execArgv, import.meta.filename, '--run', name, String(nRows)];
  const { stdout, stderr, status } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} on ${nRows} rows ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

function main(): void {
  const at = process.argv.indexOf('--only');
  const names = at < 0 ? ['iforest', 'hbos', 'ecod', 'pca'] : process.argv[at + 1]!.split(',');
  const lines: string[] = [];
  for (const name of names)
    for (const nRows of SIZES) {
      const { fitSeconds, scoreSeconds, peakMb } = measureApart(name, nRows);
      const perMillion = ((fitSeconds + scoreSeconds) * 1e6) / nRows;
      const cells = [
        name,
        nRows,
        fitSeconds.toFixed(2),
        scoreSeconds.toFixed(2),
        perMillion.toFixed(2),
        peakMb.toFixed(0),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
      console.log(lines.at(-1));
    }
  if (at >= 0) return;
  const page = [
    '# Anomaly detection on long tables, measured',
    '',
    'Written by `node tools/bench/anomaly-scaling.ts`: default parameters, 20 features, one thread, a process a run, seconds of processor time; the table itself takes 153 MiB at 1,000,000 rows.',
    'Linear growth shows as equal seconds a million rows.',
    '',
    '| detector | rows | fit s | score s | both, s a million rows | peak memory MiB |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ];
  writeFileSync(join(import.meta.dirname, '../../docs/benchmarks/anomaly-scaling.md'), page.join('\n'));
}

const run = process.argv.indexOf('--run');
if (run < 0) main();
else console.log(JSON.stringify(measure(process.argv[run + 1]!, Number(process.argv[run + 2]))));
