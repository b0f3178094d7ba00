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

it('needs both the share and the drop where both can be had', () => {
  // 60, 30, 8 and 2 rows: 90 % are held by two groups, but only after the third comes a drop to less than a fifth of it.
  const at = (x: number, count: number): number[][] =>
    Array.from({ length: count }, (_, i) => [x + Math.cos(i) / 10, Math.sin(i) / 10]);
  const rows = [...at(0, 60), ...at(10, 30), ...at(20, 12), ...at(30, 2)];
  const scores = cblof.create({ nClusters: 4, nStarts: 20 }).fit(matrixFromRows(rows));
  expect(Math.max(...scores.subarray(0, 102))).toBeLessThan(1);
  expect(Math.min(...scores.subarray(102))).toBeGreaterThan(9);
});
