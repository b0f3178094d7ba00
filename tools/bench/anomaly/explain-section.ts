/** How long an explanation of one row takes. */
import { batchDetectors, createBatchDetector, rowOf } from '@convoscope/detectors';
import { readTables } from '../anomaly-data.ts';
import { cpuSecondsOf, toTable, type Section } from './section.ts';

const N_ROWS = 100;
const MAX_MS = 5;

function quantiles(values: readonly number[]): { median: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, p99: sorted[Math.floor(sorted.length * 0.99)]! };
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
  const trees = rows.find(({ name }) => name === 'iforest');
  return {
    targets: trees === undefined ? [] : [{ what: 'TreeSHAP of one record', asked: `< ${MAX_MS} ms`, measured: `${trees.median.toFixed(2)} ms (p99 ${trees.p99.toFixed(2)})`, isReached: trees.median < MAX_MS }], // prettier-ignore
    lines: [
      '## Explanations',
      '',
      `CPU milliseconds to explain one row of mammography (6 features), ${N_ROWS} rows after a warm-up of as many.`,
      '',
      ...toTable(['detector', 'method', 'median ms', 'p99 ms'], rows.map(({ name, method, median, p99 }) => [name, method, median.toFixed(3), p99.toFixed(3)])), // prettier-ignore
      '',
    ],
  };
}
