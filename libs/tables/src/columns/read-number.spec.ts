import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readNumber } from './read-number.ts';

const read = (text: string): number | undefined => {
  const bytes = Buffer.from(`,${text},`);
  return readNumber(bytes, 1, bytes.length - 1);
};

describe('reading a number from bytes', () => {
  it('gives the same bits as JavaScript does, for every double', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
        Object.is(read(String(value)), Number(String(value))),
      ),
    ));

  it('gives the same bits for decimals of any length', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(30), (digits, places) => {
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const decimal = `${digits < 0n ? '-' : ''}${text.slice(0, text.length - places)}.${text.slice(text.length - places)}`;
        return Object.is(read(decimal), Number(decimal));
      }),
    ));

  it.each(['', 'NA', 'nan', 'NULL', 'None', '?', '#N/A'])('takes "%s" for a missing value', (text) =>
    expect(read(text)).toBeNaN(),
  );

  it.each([
    ['+5', 5],
    ['-0', -0],
    ['.5', 0.5],
    ['5.', 5],
    ['1E3', 1000],
    ['-inf', -Infinity],
    ['Infinity', Infinity],
  ] as const)('takes "%s" for %d', (text, value) => expect(Object.is(read(text), value)).toBe(true));

  it.each(['abc', '-', '.', '1.2.3', '1e', '0x10', '12 34', '2026-01-05', '1_000', 'Bern'])(
    'takes "%s" for a text',
    (text) => expect(read(text)).toBeUndefined(),
  );
});
