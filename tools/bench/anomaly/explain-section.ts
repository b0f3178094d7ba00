/** How long an explanation of one row takes. */
import {
  batchDetectors,
  createBatchDetector,
  explainSteps,
  rowOf,
  summarizeBackground,
  type Matrix,
} from '@convoscope/detectors';
import { readTables } from '../anomaly-data.ts';
import { cpuSecondsOf, toTable, type Section } from './section.ts';

const N_ROWS = 100;
const MAX_MS = 5;
/** What a prediction may have to wait for the step that is under way. */
const MAX_STEP_MS = 10;
const SLOW = ['knn', 'lof', 'kde', 'auto'];

function quantiles(values: readonly number[]): { median: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, p99: sorted[Math.floor(sorted.length * 0.99)]! };
}

/** CPU milliseconds of each step of kernel SHAP, after a first explanation that compiles it. */
function stepsOf(
  name: string,
  table: Matrix,
): { name: string; seconds: number; median: number; p99: number } {
  const detector = createBatchDetector(name);
  detector.fit(table);
  const background = summarizeBackground(table, { seed: 0 });
  let steps: number[] = [];
  for (const i of [17, 4711]) {
    const work = explainSteps(detector, Float64Array.from(rowOf(table, i)), {
      method: 'kernel-shap',
      background,
    });
    steps = [];
    for (let isDone = false; !isDone;)
      steps.push(1000 * cpuSecondsOf(() => (isDone = work.next().done === true)));
  }
  return { name, seconds: steps.reduce((sum, ms) => sum + ms, 0) / 1000, ...quantiles(steps) };
}

export function measureExplanations(): Section {
  const { table } = readTables().find(({ name }) => name === 'mammography')!;
  const names = ['iforest', 'ecod', 'copod', 'hbos', 'pca', 'mahalanobis', 'knn', 'lof'];
  const rows = batchDetectors
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => {
      const detector = createBatchDetector(name);
      detector.fit(table);
      const lags = Array.from({ length: N_ROWS * 2 }, (_, i) => {
        const row = Float64Array.from(rowOf(table, i * 37));
        return 1000 * cpuSecondsOf(() => detector.explain(row));
      });
      const { method } = detector.explain(Float64Array.from(rowOf(table, 0)));
      return { name, method, ...quantiles(lags.slice(N_ROWS)) };
    });
  const slow = SLOW.map((name) => stepsOf(name, table));
  const longest = Math.max(...slow.map(({ p99 }) => p99));
  const trees = rows.find(({ name }) => name === 'iforest');
  return {
    targets: trees === undefined ? [] : [
      { what: `KernelSHAP in the background: what a prediction waits (${SLOW.join(', ')}, 10,000 rows learnt)`, asked: `< ${MAX_STEP_MS} ms (99 %)`, measured: `${longest.toFixed(2)} ms`, isReached: longest < MAX_STEP_MS }, // prettier-ignore
      { what: 'TreeSHAP of one record', asked: `< ${MAX_MS} ms`, measured: `${trees.median.toFixed(2)} ms (p99 ${trees.p99.toFixed(2)})`, isReached: trees.median < MAX_MS }], // prettier-ignore
    lines: [
      '## Explanations',
      '',
      `CPU milliseconds to explain one row of mammography (6 features), ${N_ROWS} rows after a warm-up of as many.`,
      '',
      ...toTable(['detector', 'method', 'median ms', 'p99 ms'], rows.map(({ name, method, median, p99 }) => [name, method, median.toFixed(3), p99.toFixed(3)])), // prettier-ignore
      '',
      'KernelSHAP of one row of the same table, in steps between which predictions go on:',
      '',
      ...toTable(['detector', 'median step ms', 'p99 step ms', 'whole explanation, s'], slow.map(({ name, median, p99, seconds }) => [name, median.toFixed(3), p99.toFixed(3), seconds.toFixed(2)])), // prettier-ignore
      '',
    ],
  };
}
