/** Two threads beside one. */
import { loadavg } from 'node:os';
import { createThreadPool } from '@convoscope/detectors';
import { skewedTable } from './scaling-run.ts';
import { toTable, type Section } from './section.ts';

const CASES: readonly (readonly [name: string, nRows: number, nFeatures: number])[] = [
  ['iforest', 200_000, 20],
  ['knn', 100_000, 4],
  ['lof', 100_000, 4],
  ['kde', 10_000, 10],
];
const ROUNDS = 3;
const WANTED = 1.7;

/** Least seconds by the clock of learning and scoring the table, threads already started. */
async function secondsOf(nThreads: number, name: string, nRows: number, nFeatures: number): Promise<number> {
  const pool = await createThreadPool(nThreads);
  const table = skewedTable(nRows, nFeatures);
  await pool.fit(name, {}, skewedTable(500, nFeatures));
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await pool.fit(name, {}, table);
    least = Math.min(least, (performance.now() - startedAt) / 1000);
  }
  await pool.close();
  return least;
}

export async function measureThreads(): Promise<Section> {
  const rows = [];
  for (const [name, nRows, nFeatures] of CASES) {
    const [one, two] = [
      await secondsOf(1, name, nRows, nFeatures),
      await secondsOf(2, name, nRows, nFeatures),
    ];
    console.log(name, (one / two).toFixed(2));
    rows.push({ name, nRows, nFeatures, one, two });
  }
  return {
    targets: rows.map(({ name, nRows, one, two }) => ({
      what: `${name}: two threads on ${nRows} rows`,
      asked: `≥ ${WANTED}x one`,
      measured: `${(one / two).toFixed(2)}x`,
      isReached: one / two >= WANTED,
    })),
    lines: [
      '## Threads',
      '',
      `Seconds by the clock of fit with its scores, the least of ${ROUNDS}, on one and on two threads over shared arrays: the same bits come out. Other work on the machine while this ran: load average ${loadavg()[0]!.toFixed(1)} on its cores.`,
      '',
      ...toTable(
        ['detector', 'rows x features', 'one thread', 'two threads', 'times faster'],
        rows.map(({ name, nRows, nFeatures, one, two }) => [name, `${nRows} x ${nFeatures}`, one.toFixed(2), two.toFixed(2), (one / two).toFixed(2)]), // prettier-ignore
      ),
      '',
    ],
  };
}
