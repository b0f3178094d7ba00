/** How detectors grow with the rows, each run in a process of its own so that peak memory is that run's. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { toTable, type Section } from './section.ts';
import type { ScalingRun } from './scaling-run.ts';

const NAMES = ['iforest', 'hbos', 'ecod', 'pca'];
const SIZES = [10_000, 100_000, 1_000_000];
const MAX_MB = 2048;
/** Ten times the rows may take so many times the seconds: caches stop fitting, that is all. */
const MAX_GROWTH = 15;

function measureApart(name: string, nRows: number): ScalingRun {
  const args = [...process.execArgv, join(import.meta.dirname, 'scaling-run.ts'), name, String(nRows)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} on ${nRows} rows ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as ScalingRun;
}

export function measureScaling(): Section {
  const runs = NAMES.map((name) => ({ name, bySize: SIZES.map((nRows) => measureApart(name, nRows)) }));
  const growthOf = (bySize: readonly ScalingRun[]): number => bySize[2]!.seconds / bySize[1]!.seconds;
  return {
    targets: runs.map(({ name, bySize }) => ({
      what: `${name}: 1,000,000 x 20`,
      asked: `linear, < ${MAX_MB / 1024} GB`,
      measured: `${bySize[2]!.seconds.toFixed(1)} s, ${growthOf(bySize).toFixed(1)}x of 100,000 rows, ${bySize[2]!.peakMb.toFixed(0)} MiB`,
      isReached: bySize[2]!.peakMb < MAX_MB && growthOf(bySize) < MAX_GROWTH,
    })),
    lines: [
      '## Long tables',
      '',
      'Skewed random features, 20 of them, default parameters, one thread, a process a run: CPU seconds of fit with its scores (without warm-up), and peak memory of the process, of which the table takes 153 MiB at 1,000,000 rows.', // prettier-ignore
      '',
      ...toTable(
        ['detector', ...SIZES.map((nRows) => `${nRows} rows: s`), '1,000,000 / 100,000', 'peak MiB'],
        runs.map(({ name, bySize }) => [
          name,
          ...bySize.map(({ seconds }) => seconds.toFixed(2)),
          `${growthOf(bySize).toFixed(1)}x`,
          bySize[2]!.peakMb.toFixed(0),
        ]),
      ),
      '',
    ],
  };
}
