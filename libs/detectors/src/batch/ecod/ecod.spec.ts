import { expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { copod } from '../copod/copod.ts';
import { ecod } from './ecod.ts';

describeDetector(ecod, { minAuroc: 0.98, isShiftAndScaleInvariant: true });
describeDetector(copod, { minAuroc: 0.95, isShiftAndScaleInvariant: true });

const { table } = syntheticTable(2, 80, 3, 5);
const rows = Array.from({ length: 80 }, (_, i) => Array.from(rowOf(table, i)));

/** Both tails of every value and the skewness, counted straight from their definitions. */
function naiveTails(i: number, j: number): { left: number; right: number; skew: number } {
  const column = rows.map((row) => row[j]);
  const mean = column.reduce((sum, value) => sum + value, 0) / 80;
  const skew = column.reduce((sum, value) => sum + (value - mean) ** 3, 0);
  const left = -Math.log(column.filter((value) => value <= rows[i][j]).length / 80);
  const right = -Math.log(column.filter((value) => value >= rows[i][j]).length / 80);
  return { left, right, skew };
}
const chosen = (skew: number, left: number, right: number): number =>
  skew < 0 ? left : skew > 0 ? right : left + right;

it('ecod sums the largest of the tails and the one the skewness points to', () => {
  const expected = rows.map((_, i) =>
    [0, 1, 2].reduce((sum, j) => {
      const { left, right, skew } = naiveTails(i, j);
      return sum + Math.max(left, right, chosen(skew, left, right));
    }, 0),
  );
  ecod
    .create()
    .fit(table)
    .forEach((score, i) => expect(score).toBeCloseTo(expected[i], 10));
});

it('copod sums the larger of the mean tail and the one the skewness points to', () => {
  const expected = rows.map((_, i) =>
    [0, 1, 2].reduce((sum, j) => {
      const { left, right, skew } = naiveTails(i, j);
      return sum + Math.max((left + right) / 2, chosen(skew, left, right));
    }, 0),
  );
  copod
    .create()
    .fit(table)
    .forEach((score, i) => expect(score).toBeCloseTo(expected[i], 10));
});

it('ranks a value beyond everything learnt above the learnt extreme', () => {
  const detector = ecod.create();
  const scores = detector.fit(table);
  expect(detector.score({ data: Float64Array.of(99, 99, 99), nRows: 1, nFeatures: 3 })[0]).toBeGreaterThan(
    Math.max(...scores),
  );
});
