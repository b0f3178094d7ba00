import { describe, expect, it } from '@jest/globals';
import { instantOfNumber, parseInstant } from './parse-instant.ts';

describe('reading instants', () => {
  it.each([
    ['2014-02-14 14:30:00', '2014-02-14T14:30:00.000Z'],
    ['2014-02-14T14:30', '2014-02-14T14:30:00.000Z'],
    ['2014-02-14', '2014-02-14T00:00:00.000Z'],
    ['2014-02-14 14:30:00.25', '2014-02-14T14:30:00.250Z'],
    ['2014-02-14T14:30:00,5Z', '2014-02-14T14:30:00.500Z'],
    ['2014-02-14T14:30:00+02:00', '2014-02-14T12:30:00.000Z'],
    ['2014-02-14T14:30:00-0130', '2014-02-14T16:00:00.000Z'],
    ['2014/2/14 9:05', '2014-02-14T09:05:00.000Z'],
    [' 2014-02-14 14:30:00 UTC ', '2014-02-14T14:30:00.000Z'],
  ])('takes "%s"', (text, expected) => expect(new Date(parseInstant(text)).toISOString()).toBe(expected));

  it.each(['', 'soon', '2014-02-31', '2014-13-01', '2014-02-14 25:00', '14:30', '20140214', '12/31/2014'])(
    'refuses "%s"',
    (text) => expect(parseInstant(text)).toBeNaN(),
  );

  it('tells seconds, milliseconds, microseconds and nanoseconds apart', () => {
    const atMs = Date.UTC(2026, 10, 21);
    for (const factor of [1e-3, 1, 1e3, 1e6]) expect(instantOfNumber(atMs * factor)).toBe(atMs);
    expect(instantOfNumber(NaN)).toBeNaN();
  });
});
