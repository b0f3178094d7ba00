import { expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { abod } from './abod.ts';

describeDetector(abod, { minAuroc: 0.95, params: { k: 30 } });

it('is the variance of weighted angles over all pairs of neighbours', () => {
  const { table } = syntheticTable(3, 30, 3, 2);
  const scores = abod.create({ k: 29 }).fit(table);
  for (let i = 0; i < 30; i++) {
    const vectors = Array.from({ length: 30 }, (_, other) => other)
      .filter((other) => other !== i)
      .map((other) => Array.from(rowOf(table, other), (value, j) => value - rowOf(table, i)[j]));
    const angles = vectors.flatMap((a, n) =>
      vectors.slice(0, n).map((b) => {
        const dot = a.reduce((sum, value, j) => sum + value * b[j], 0);
        return dot / Math.hypot(...a) ** 2 / Math.hypot(...b) ** 2;
      }),
    );
    const mean = angles.reduce((sum, angle) => sum + angle, 0) / angles.length;
    const variance = angles.reduce((sum, angle) => sum + (angle - mean) ** 2, 0) / angles.length;
    expect(scores[i]).toBeCloseTo(-Math.log(variance), 6);
  }
});
