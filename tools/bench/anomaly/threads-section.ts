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

interface Cost {
  /** By the clock. */
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
}

/** Least seconds of learning and scoring the table, threads already started. */
async function costOf(nThreads: number, name: string, nRows: number, nFeatures: number): Promise<Cost> {
  const pool = await createThreadPool(nThreads);
  const table = skewedTable(nRows, nFeatures);
  await pool.fit(name, {}, skewedTable(500, nFeatures));
  let [seconds, cpuSeconds] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    await pool.fit(name, {}, table);
    const { user, system } = process.cpuUsage(before);
    seconds = Math.min(seconds, (performance.now() - startedAt) / 1000);
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6);
  }
  await pool.close();
  return { seconds, cpuSeconds };
}

export async function measureThreads(): Promise<Section> {
  const rows = [];
  for (const [name, nRows, nFeatures] of CASES) {
    const one = await costOf(1, name, nRows, nFeatures);
    const two = await costOf(2, name, nRows, nFeatures);
    const gain = one.seconds / two.seconds;
    console.log(name, gain.toFixed(2));
    rows.push({ name, nRows, nFeatures, one, two, gain });
  }
  return {
    targets: rows.map(({ name, nRows, gain }) => ({
      what: `${name}: two threads on ${nRows} rows`,
      asked: `≥ ${WANTED}x one`,
      measured: `${gain.toFixed(2)}x`,
      isReached: gain >= WANTED,
    })),
    lines: [
      '## Threads',
      '',
      `Seconds by the clock of fit with its scores, the least of ${ROUNDS}, on one and on two threads over shared arrays: the same bits come out. CPU: of all threads, what sharing costs. Other work on the machine while this ran: load average ${loadavg()[0]!.toFixed(1)} on its cores.`,
      '',
      ...toTable(
        ['detector', 'rows x features', 'one thread', 'two threads', 'times faster', 'CPU, one', 'CPU, two'],
        rows.map(({ name, nRows, nFeatures, one, two, gain }) => [name, `${nRows} x ${nFeatures}`, one.seconds.toFixed(2), two.seconds.toFixed(2), gain.toFixed(2), one.cpuSeconds.toFixed(2), two.cpuSeconds.toFixed(2)]), // prettier-ignore
      ),
      '',
    ],
  };
}
