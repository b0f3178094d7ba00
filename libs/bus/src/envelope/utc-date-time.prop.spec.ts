import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { isIsoDate, isUtcDateTime } from './utc-date-time.ts';

const dateTime = z.iso.datetime();
const date = z.iso.date();

/** Times as they are written, times that do not exist, and times with one character changed. */
const nearlyTime = fc
  .tuple(
    fc.integer({ min: 0, max: 9_999 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
    fc.integer({ min: 0, max: 25 }),
    fc.integer({ min: 0, max: 61 }),
    fc.constantFrom('', '.', '.1', '.123', '.x', '.123456789'),
    fc.constantFrom('Z', '', 'z', '+00:00'),
  )
  .map(([year, month, day, hour, minute, fraction, zone]) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(minute)}${fraction}${zone}`;
  });
const damaged = fc
  .tuple(nearlyTime, fc.nat(24), fc.string({ minLength: 0, maxLength: 2 }))
  .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));

describe('isUtcDateTime', () => {
  it('says the same as zod of times that exist, that do not, and that are damaged', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyTime, damaged, fc.string()), (text) => {
        expect([text, isUtcDateTime(text)]).toEqual([text, dateTime.safeParse(text).success]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('knows leap days', () => {
    const days = ['2024-02-29', '2023-02-29', '2000-02-29', '1900-02-29'];
    expect(days.map(isIsoDate)).toEqual([true, false, true, false]);
  });
});

describe('isIsoDate', () => {
  it('says the same as zod', () => {
    fc.assert(
      fc.property(
        fc.oneof(nearlyTime, damaged).map((text) => text.slice(0, 10)),
        (text) => {
          expect([text, isIsoDate(text)]).toEqual([text, date.safeParse(text).success]);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
