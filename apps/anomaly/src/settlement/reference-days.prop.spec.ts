import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dependentDays,
  LEAST_REFERENCE,
  REFERENCE_DAYS,
  referenceDays,
  SAMPLE_OF_A_DAY,
  type DaySizes,
} from './reference-days.ts';

const sizes = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 500 })), {
    minLength: 1,
    maxLength: 120,
  })
  .map((counts): DaySizes => ({ first: 100, last: 99 + counts.length, at: (day) => counts[day - 100] ?? 0 }));

const nOf = (days: readonly number[], { at }: DaySizes): number =>
  days.reduce((sum, day) => sum + Math.min(SAMPLE_OF_A_DAY, at(day)), 0);

describe('the days of a reference', () => {
  it('are those before, and later ones only where there is too little before', () =>
    fc.assert(
      fc.property(sizes, fc.nat(119), (one, offset) => {
        const day = Math.min(one.last, one.first + offset);
        const days = referenceDays(day, one);
        const before = days.filter((other) => other <= day);
        if (nOf(before, one) >= LEAST_REFERENCE) expect(days).toEqual(before);
        else expect(Math.min(...before, day)).toBeLessThanOrEqual(day);
        expect(days.length).toBeLessThanOrEqual(Math.max(REFERENCE_DAYS, LEAST_REFERENCE));
      }),
    ));

  it('tell which days depend on a changed one', () =>
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(119), { minLength: 1, maxLength: 3 }), (one, offsets) => {
        const changed = new Set(offsets.map((offset) => Math.min(one.last, one.first + offset)));
        const all = Array.from({ length: one.last - one.first + 1 }, (_, i) => one.first + i);
        const expected = all.filter(
          (day) => one.at(day) > 0 && referenceDays(day, one).some((other) => changed.has(other)),
        );
        if ([...changed].every((day) => one.at(day) > 0))
          expect(dependentDays(changed, one)).toEqual(expected);
      }),
    ));
});
