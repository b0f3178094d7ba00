import { describe, expect, it } from '@jest/globals';
import { parseTime } from './parse-time.ts';

const at = Date.UTC(2023, 10, 14, 22, 13, 20);

describe('parseTime', () => {
  it.each([
    ['ISO 8601 in UTC', '2023-11-14T22:13:20Z'],
    ['ISO 8601 with milliseconds', '2023-11-14T22:13:20.000Z'],
    ['NocoDB on sqlite', '2023-11-14 22:13:20+00:00'],
    ['another zone', '2023-11-15T00:13:20+0200'],
    ['a zone of hours only', '2023-11-15 00:13:20+02'],
    ['no zone, which means UTC', '2023-11-14 22:13:20'],
    ['seconds', 1_700_000_000],
    ['seconds as text', '1700000000'],
    ['milliseconds', 1_700_000_000_000],
    ['a bigint of milliseconds', 1_700_000_000_000n],
    ['a Date', new Date(at)],
  ])('reads %s', (_, value) => {
    expect(parseTime(value)).toBe(at);
  });

  it('reads a day as its first moment in UTC', () => {
    expect(parseTime('2023-11-14')).toBe(Date.UTC(2023, 10, 14));
  });

  it.each([
    [null],
    [undefined],
    [''],
    ['yesterday'],
    [{}],
    [Number.NaN],
    [new Date(Number.NaN)],
    ['2023-99-99'],
  ])('says null of %p', (value) => {
    expect(parseTime(value)).toBeNull();
  });
});
