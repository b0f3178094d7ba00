import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChangePoints, gainsOfChanges } from './change-points.ts';

interface Found {
  penalty: number;
  changes: number[];
}
const { cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'golden/change-points.json'), 'utf8'),
) as { cases: { values: number[]; l2: Found; normal: Found }[] };

it.each(cases.map((one, k) => [k, one] as const))(
  'finds the changes that ruptures finds, of the mean and of both (series %d)',
  (_, { values, l2, normal }) => {
    const ofMean = { cost: 'mean', variance: 1, minLength: 3 } as const;
    expect(findChangePoints(values, { ...ofMean, penalty: l2.penalty })).toEqual(l2.changes);
    const ofBoth = { cost: 'normal', minLength: 3 } as const;
    expect(findChangePoints(values, { ...ofBoth, penalty: normal.penalty })).toEqual(normal.changes);
    // Every change that was accepted has gained more than it cost.
    gainsOfChanges(values, l2.changes, ofMean).forEach((gain) => expect(gain).toBeGreaterThan(l2.penalty));
    gainsOfChanges(values, normal.changes).forEach((gain) => expect(gain).toBeGreaterThan(normal.penalty));
  },
);

it('estimates the variance from neighbours, and refuses broken values', () => {
  const values = cases[0].values.slice(0, 150);
  expect(findChangePoints(values, { cost: 'mean' })).toEqual([60, 104]);
  expect(findChangePoints(new Array<number>(60).fill(4), { cost: 'mean' })).toEqual([]);
  expect(() => findChangePoints([1, Number.NaN, 3])).toThrow('value 1 is NaN');
  expect(() => findChangePoints([1, 2], { variance: 0 })).toThrow('"variance"');
});
