import { describe, expect, it } from '@jest/globals';
import { areaUnderRoc, createRandom, nextNormal, nextUniform } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { matrixFromRows, rowOf, selectRows, type Matrix } from '../../convention/matrix.ts';
import { concentrate, searchBest } from './fast-mcd.ts';
import { ellipseOf } from './ellipse.ts';
import { mcd } from './mcd.ts';

describeDetector(mcd, { minAuroc: 0.98 });

/** Log determinant of the 2 x 2 covariance of some rows, written out. */
function logDeterminant(table: Matrix): number {
  const n = table.nRows;
  const mean = [0, 1].map((j) =>
    table.data.reduce((sum, value, at) => sum + (at % 2 === j ? value / n : 0), 0),
  );
  const moment = (a: number, b: number): number =>
    Array.from({ length: n }, (_, i) => rowOf(table, i)).reduce(
      (sum, row) => sum + ((row[a] - mean[a]) * (row[b] - mean[b])) / n,
      0,
    );
  return Math.log(moment(0, 0) * moment(1, 1) - moment(0, 1) ** 2);
}

function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((rest) => [...rest, n - 1])];
}

describe('the minimum covariance determinant', () => {
  const { table } = syntheticTable(6, 11, 2, 3);

  it('is the smallest of all halves, where all can be tried', () => {
    const h = 7;
    const least = Math.min(
      ...subsets(11, h).map((rows) => logDeterminant(selectRows(table, Int32Array.from(rows)))),
    );
    const found = searchBest({ table, h }, createRandom(1));
    expect(found.logDeterminant).toBeCloseTo(least, 6);
  });

  it('never grows in a concentration step', () => {
    const { table: long } = syntheticTable(7, 200, 2, 20);
    const start = ellipseOf(long, Int32Array.of(3, 77, 198));
    const determinants = [1, 2, 3, 4, 6, 10].map(
      (nSteps) => concentrate({ table: long, h: 102 }, start, nSteps).logDeterminant,
    );
    determinants.slice(1).forEach((value, n) => expect(value).toBeLessThanOrEqual(determinants[n] + 1e-9));
  });

  /** Two measurements that go together, a column that is 0 in three rows of four, one that is the sum of two, one that never changes. */
  function rowOfTies(random: Uint32Array, change: number): number[] {
    const [a, b] = [nextNormal(random), nextNormal(random)];
    const rare = nextUniform(random) < 0.75 ? 0 : Math.round(5 * nextNormal(random));
    return [Math.round(10 * a), Math.round(10 * a + b + change), rare, Math.round(10 * a) + rare, 7];
  }

  it.each([1, 2, 3, 4, 5])(
    'finds what breaks a correlation although most rows agree in a column, seed %d',
    (seed) => {
      const random = createRandom(100 + seed);
      const rows = Array.from({ length: 2000 }, (_, i) => rowOfTies(random, i < 40 ? 12 : 0));
      const scores = mcd.create({ seed }).fit(matrixFromRows(rows));
      const labels = Uint8Array.from(rows, (_, i) => Number(i < 40));
      expect(areaUnderRoc(labels, scores)).toBeGreaterThan(0.98);
    },
  );

  it('gives parts that sum to the score', () => {
    const detector = mcd.create();
    detector.fit(table);
    const { score, contributions } = detector.explain(Float64Array.of(4, -3));
    expect(contributions[0] + contributions[1]).toBeCloseTo(score, 9);
  });

  it('refuses a table that is too wide, naming what to use', () => {
    const wide = matrixFromRows([new Float64Array(400), new Float64Array(400).fill(1)]);
    expect(() => mcd.create().fit(wide)).toThrow('at most 300 features, the table has 400: use "pca"');
  });
});
