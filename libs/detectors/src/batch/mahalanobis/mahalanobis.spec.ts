import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { mahalanobis } from './mahalanobis.ts';

describeDetector(mahalanobis, { minAuroc: 0.95 });

const rows = [
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 4],
  [9, 0],
];

/** Squared distance with the 2 x 2 covariance inverted by hand. */
function naiveDistances(): number[] {
  const mean = [0, 1].map((j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);
  const covariance = (a: number, b: number): number =>
    rows.reduce((sum, row) => sum + (row[a] - mean[a]) * (row[b] - mean[b]), 0) / rows.length;
  const [xx, xy, yy] = [covariance(0, 0), covariance(0, 1), covariance(1, 1)];
  const determinant = xx * yy - xy * xy;
  return rows.map(([x, y]) => {
    const [u, v] = [x - mean[0], y - mean[1]];
    return (yy * u * u - 2 * xy * u * v + xx * v * v) / determinant;
  });
}

it('mahalanobis is the distance by the inverse covariance', () => {
  const scores = mahalanobis.create({ ridge: 0 }).fit(matrixFromRows(rows));
  naiveDistances().forEach((expected, i) => expect(scores[i]).toBeCloseTo(expected, 10));
});
