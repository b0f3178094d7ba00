import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { matrixFromRows, rowOf, selectRows, type Matrix } from '../../convention/matrix.ts';
import { concentrate, searchBest } from './fast-mcd.ts';
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
    const found = searchBest(table, h, 60, createRandom(1));
    expect(logDeterminant(selectRows(table, found.rows))).toBeCloseTo(least, 6);
  });

  it('never grows in a concentration step', () => {
    const { table: long } = syntheticTable(7, 200, 2, 20);
    const start = Int32Array.of(3, 77, 198);
    const determinants = [1, 2, 3, 4, 6, 10].map((nSteps) =>
      logDeterminant(selectRows(long, concentrate(long, start, 102, nSteps).rows)),
    );
    determinants.slice(1).forEach((value, n) => expect(value).toBeLessThanOrEqual(determinants[n] + 1e-9));
  });

  it('refuses a table that is too wide, naming what to use', () => {
    const wide = matrixFromRows([new Float64Array(400), new Float64Array(400).fill(1)]);
    expect(() => mcd.create().fit(wide)).toThrow('at most 300 features, the table has 400: use "pca"');
  });
});
