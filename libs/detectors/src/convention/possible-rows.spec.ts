import { describe, expect, it } from '@jest/globals';
import { createRandom, nextInteger, nextNormal } from '@convoscope/statistics';
import { createBatchDetector } from '../registry.ts';
import { explain } from '../explanation/explain.ts';
import { matrixFromRows, rowOf } from './matrix.ts';
import { flagColumns, pickTypicalRows, referenceFor, rowsSharingFlags } from './possible-rows.ts';

/** Two measurements and one of three categories as flags; the last row has an extreme first value. */
function createTable(seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: 160 }, (_, i) => {
    const category = i === 159 ? 2 : nextInteger(random, 3);
    return [
      i === 159 ? 25 : nextNormal(random),
      nextNormal(random),
      ...[0, 1, 2].map((c) => (c === category ? 1.4 : -0.7)),
    ];
  });
  return matrixFromRows(rows);
}

describe('rows to compare with', () => {
  const table = createTable(1);

  it('are real ones, ordinary, and of the same category', () => {
    const scores = Float64Array.from({ length: table.nRows }, (_, i) => Math.abs(table.data[i * 5]));
    const typical = pickTypicalRows(table, scores);
    const row = rowOf(table, 159);
    const reference = referenceFor(typical, row);
    const all = Array.from({ length: table.nRows }, (_, i) => rowOf(table, i).join());
    expect(all).toContain(reference.join());
    expect([...reference.subarray(2)]).toEqual([...row.subarray(2)]);
    expect(Math.abs(reference[0])).toBeLessThan(1);
  });

  it('agree in as many flags as any row does, where the combination is new', () => {
    expect(flagColumns(table)).toEqual([2, 3, 4]);
    const found = rowsSharingFlags(table, Float64Array.of(0, 0, 1.4, 1.4, -0.7));
    expect(found.length).toBeGreaterThan(0);
    found.forEach((i) => expect(rowOf(table, i)[4]).toBe(-0.7));
  });

  it.each(['auto', 'ensemble', 'gmm', 'mahalanobis', 'mcd', 'hbos', 'knn', 'iforest', 'pca', 'cblof'])(
    '%s names the extreme value first and not the category, by every method',
    (name) => {
      const detector = createBatchDetector(name);
      const sorted = Float64Array.from(detector.fit(table)).sort();
      for (const method of ['own', 'kernel-shap', 'lime', 'nearest-normal'] as const) {
        const { contributions, baseline, score } = explain(detector, rowOf(table, 159).slice(), {
          method,
          background: table,
          nCoalitions: 64,
          nSamples: 200,
        });
        expect(contributions[0]).toBe(Math.max(...contributions));
        expect(baseline).toBeLessThan(score);
        if (method === 'own') expect(baseline).toBeLessThanOrEqual(sorted[Math.floor(0.9 * sorted.length)]);
      }
    },
  );
});
