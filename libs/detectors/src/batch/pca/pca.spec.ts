import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { createMatrix, matrixFromRows, rowOf, type Matrix } from '../../convention/matrix.ts';
import { fitComponents, fitStandard } from './components.ts';
import { pca } from './pca.ts';

describeDetector(pca, { minAuroc: 0.95, isShiftAndScaleInvariant: true });
describeDetector(
  { ...pca, name: 'pca (inverse-root)' },
  { minAuroc: 0.95, isShiftAndScaleInvariant: true, params: { rule: 'inverse-root' } },
);

function standardRow(table: Matrix, i: number): number[] {
  return Array.from(rowOf(table, i), (value, j) => {
    const column = Array.from({ length: table.nRows }, (_, k) => rowOf(table, k)[j]);
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    return (value - mean) / Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length);
  });
}

/** Correlated pair: components are (1, 1) and (1, -1) over the root of two, with variances 1 + r and 1 - r. */
const pair = matrixFromRows([
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 4],
  [9, 0],
]);
const correlation = [0, 1, 2, 3, 4, 5].reduce((sum, i) => {
  const [x, y] = standardRow(pair, i);
  return sum + (x * y) / 6;
}, 0);

describe('pca, worked by hand on two features', () => {
  const half = Math.SQRT1_2;
  const parts = (i: number) => {
    const [x, y] = standardRow(pair, i);
    return [
      { along: half * (x + y), variance: 1 + correlation },
      { along: half * (x - y), variance: 1 - correlation },
    ];
  };

  it('divides squared components by the roots of their variances', () => {
    pca
      .create({ rule: 'inverse-root' })
      .fit(pair)
      .forEach((score, i) =>
        expect(score).toBeCloseTo(
          parts(i).reduce((sum, { along, variance }) => sum + along ** 2 / Math.sqrt(variance), 0),
          10,
        ),
      );
  });

  it("adds distances to the unit vectors over the shares of the variance, as PyOD's score does", () => {
    const scores = pca.create().fit(pair);
    const standard = fitStandard(pair);
    const { vectors, variances } = fitComponents(pair, standard);
    scores.forEach((score, i) => {
      const z = standardRow(pair, i);
      const expected = [0, 1].reduce((sum, c) => {
        const distance = Math.hypot(z[0] - vectors[2 * c], z[1] - vectors[2 * c + 1]);
        return sum + distance / (variances[c] / 2);
      }, 0);
      expect(score).toBeCloseTo(expected, 10);
    });
  });
});

it('finds the same components of a wide table by way of its rows', () => {
  const random = createRandom(4);
  const tall = createMatrix(
    Float64Array.from({ length: 12 * 12 }, () => nextNormal(random)),
    12,
    12,
  );
  const standard = fitStandard(tall);
  const direct = fitComponents(tall, standard);
  // One feature more than rows, a constant one, sends it the other way.
  const wide = createMatrix(
    Float64Array.from({ length: 12 * 13 }, (_, at) =>
      at % 13 === 12 ? 7 : tall.data[Math.floor(at / 13) * 12 + (at % 13)],
    ),
    12,
    13,
  );
  const roundabout = fitComponents(wide, fitStandard(wide));
  expect(roundabout.variances).toHaveLength(11);
  roundabout.variances.forEach((variance, c) => {
    expect(variance).toBeCloseTo(direct.variances[c], 8);
    for (let j = 0; j < 12; j++)
      expect(roundabout.vectors[c * 13 + j]).toBeCloseTo(direct.vectors[c * 12 + j], 6);
  });
});

it('leaves out directions that the table does not have', () => {
  const { table } = syntheticTable(5, 60, 3, 3);
  const doubled = matrixFromRows(
    Array.from({ length: 60 }, (_, i) => [...rowOf(table, i), ...rowOf(table, i)]),
  );
  const scores = pca.create({ rule: 'inverse-root' }).fit(doubled);
  const single = pca.create({ rule: 'inverse-root' }).fit(table);
  scores.forEach((score, i) => expect(score).toBeCloseTo(Math.SQRT2 * single[i], 8));
});
