import { expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { lof } from './lof.ts';

// Scattered anomalies of about the number of neighbours lie in each other's surroundings: more neighbours than that.
describeDetector(lof, { minAuroc: 0.95, params: { k: 40 } });

it('is the ratio of reachability densities, computed from the definition', () => {
  const { table } = syntheticTable(3, 50, 3, 4);
  const k = 6;
  const distance = (a: number, b: number): number =>
    Math.hypot(...rowOf(table, a).map((value, j) => value - rowOf(table, b)[j]));
  const neighbours = (i: number): number[] =>
    Array.from({ length: 50 }, (_, other) => other)
      .filter((other) => other !== i)
      .sort((a, b) => distance(i, a) - distance(i, b))
      .slice(0, k);
  const kDistance = (i: number): number => distance(i, neighbours(i)[k - 1]);
  const density = (i: number): number =>
    k / neighbours(i).reduce((sum, other) => sum + Math.max(distance(i, other), kDistance(other)), 0);
  lof
    .create({ k })
    .fit(table)
    .forEach((score, i) => {
      const expected = neighbours(i).reduce((sum, other) => sum + density(other), 0) / k / density(i);
      expect(score).toBeCloseTo(expected, 6);
    });
});
