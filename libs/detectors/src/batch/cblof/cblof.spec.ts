import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { cblof } from './cblof.ts';

describeDetector(cblof, { minAuroc: 0.95, params: { nClusters: 4 } });

it('measures a small cluster by its distance to the nearest large one', () => {
  const large = Array.from({ length: 40 }, (_, i) => [Math.cos(i), Math.sin(i)]);
  const small = [
    [20, 0],
    [20, 0.1],
    [20, -0.1],
  ];
  const scores = cblof.create({ nClusters: 2 }).fit(matrixFromRows([...large, ...small]));
  expect(Math.min(...scores.subarray(40))).toBeGreaterThan(15);
  expect(Math.max(...scores.subarray(0, 40))).toBeLessThan(2);
});
