import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { kde } from './kde.ts';

describeDetector(kde, { minAuroc: 0.98 });

it('is the negative log of the mean kernel', () => {
  const values = [-1, 0, 2, 2.5];
  const scores = kde.create({ bandwidth: 0.7 }).fit(matrixFromRows(values.map((value) => [value])));
  values.forEach((value, i) => {
    const density = values.reduce((sum, other) => sum + Math.exp(-((value - other) ** 2) / (2 * 0.49)), 0);
    expect(scores[i]).toBeCloseTo(-Math.log(density / 4 / (0.7 * Math.sqrt(2 * Math.PI))), 10);
  });
});
