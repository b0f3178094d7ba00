import { describe, expect, it } from '@jest/globals';
import { seriesOverTime } from './even-series.ts';

const at = (...instants: string[]): Float64Array => Float64Array.from(instants, (text) => Date.parse(text));
const numbers = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

describe('a series over time', () => {
  it.each([
    ['day', ['2026-03-27', '2026-03-28', '2026-03-30'], [0, 1, NaN, 2], '2026-03-31'],
    ['hour', ['2026-03-27T22:00Z', '2026-03-27T23:00Z', '2026-03-28T00:00Z'], [0, 1, 2], '2026-03-28 01:00'],
    ['month', ['2025-11-01', '2025-12-01', '2026-02-01'], [0, 1, NaN, 2], '2026-03-01'],
    ['quarter', ['2025-07-15', '2025-10-15', '2026-01-15'], [0, 1, 2], '2026-04-15'],
    ['year', ['2023-01-01', '2024-01-01', '2025-01-01'], [0, 1, 2], '2026-01-01'],
    ['week', ['2026-01-05', '2026-01-12', '2026-01-26'], [0, 1, NaN, 2], '2026-02-02'],
    ['step', ['2026-01-05T00:00Z', '2026-01-05T00:05Z', '2026-01-05T00:10Z'], [0, 1, 2], '2026-01-05 00:15'],
  ])('by the %s knows its gaps and what comes after it', (step, instants, values, next) => {
    const series = seriesOverTime(numbers(instants.length), at(...instants));
    expect([series.step, [...series.values], series.placeOf(values.length)]).toEqual([step, values, next]);
  });

  it('takes rows in order of time, and forgives a clock that is a little off', () => {
    const { values } = seriesOverTime(numbers(4), at('2026-01-03', '2026-01-01', '2026-01-02T00:30Z', '2026-01-04')); // prettier-ignore
    expect([...values]).toEqual([1, 2, 0, 3]);
  });

  it.each([
    [
      'two values of one instant',
      ['2026-01-01', '2026-01-02', '2026-01-02'],
      'rows 1 and 2 are both of 2026-01-02',
    ],
    [
      'uneven steps',
      ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04T12:00Z'],
      'row 3 (2026-01-04 12:00)',
    ],
    [
      'a row from another time',
      ['1970-01-01T00:00Z', '2026-01-01T00:00Z', '2026-01-01T00:01Z', '2026-01-01T00:02Z'],
      'at most 1000000 make a series',
    ],
  ])('refuses %s', (_, instants, says) => {
    expect(() => seriesOverTime(numbers(instants.length), at(...instants))).toThrow(says);
  });
});
