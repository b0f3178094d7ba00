import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { cof } from './cof.ts';

describeDetector(cof, { minAuroc: 0.9, params: { k: 40 } });

it('finds the row off a line that is as dense as the line', () => {
  const line = Array.from({ length: 60 }, (_, i) => [i, i]);
  const scores = cof.create({ k: 8 }).fit(matrixFromRows([...line, [30, 33]]));
  expect(scores.indexOf(Math.max(...scores))).toBe(60);
});

it('is one on an endless line', () => {
  const scores = cof.create({ k: 4 }).fit(matrixFromRows(Array.from({ length: 80 }, (_, i) => [i])));
  expect(scores[40]).toBeCloseTo(1, 8);
});

it('weighs the chain as the definition does', () => {
  // From 0 the chain is 1, 2, 4: edges 1, 1, 2 with weights 3/6, 2/6, 1/6.
  const scores = cof.create({ k: 3 }).fit(matrixFromRows([[0], [1], [2], [4]]));
  const chain = (edges: number[]): number => (3 * edges[0] + 2 * edges[1] + edges[2]) / 6;
  const [zero, one, two, four] = [
    [1, 1, 2],
    [1, 1, 2],
    [1, 1, 2],
    [2, 1, 1],
  ].map(chain);
  expect(scores[0]).toBeCloseTo(zero / ((one + two + four) / 3), 8);
});
