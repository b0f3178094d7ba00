import { expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { fitCommittee, seats } from '../../ensemble/committee.ts';
import { fitScale, surpriseOf } from '../../ensemble/surprise.ts';
import { auto } from './auto.ts';

describeDetector(auto, { minAuroc: 0.98 });

it('leaves out members that need more rows than there are', () => {
  const roles = seats.map((seat) => seat.role);
  const { committee } = fitCommittee(syntheticTable(1, 30, 20, 2).table, roles, 0);
  expect(committee.members.map((member) => member.role)).toEqual(['isolation', 'tails', 'distance']);
});

it('measures surprise by the share of scores at least as high, and on beyond the largest', () => {
  const scale = fitScale(Float64Array.from({ length: 99 }, (_, i) => i));
  expect(surpriseOf(scale, 49)).toBeCloseTo(Math.log(2), 12);
  expect(surpriseOf(scale, 98)).toBeCloseTo(Math.log(100), 12);
  expect(surpriseOf(scale, 200)).toBeGreaterThan(surpriseOf(scale, 100));
  expect(surpriseOf(scale, 1e9)).toBeCloseTo(Math.log(200) + 20, 12);
});
