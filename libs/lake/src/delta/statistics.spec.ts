import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayHold } from './statistics.ts';

const file = (min: unknown, max: unknown) => ({
  ...{ partitionValues: {}, statistics: { numRecords: 1, minValues: { c: min }, maxValues: { c: max } } },
});

describe('pruning by the bounds of a file', () => {
  it.each([
    ['before', { c: { to: '2026-01-04' } }, false],
    ['after', { c: { from: '2026-01-08' } }, false],
    ['at its first', { c: { to: '2026-01-05' } }, true],
    ['at its last', { c: { from: '2026-01-07' } }, true],
    ['in between', { c: { from: '2026-01-06', to: '2026-01-06' } }, true],
    ['of a column without bounds', { other: { from: 'x' } }, true],
    ['of another type', { c: { from: 7 } }, true],
  ])('rows %s', (_name, filter, expected) => {
    expect(mayHold(file('2026-01-05', '2026-01-07'), filter)).toBe(expected);
  });

  it('keeps a file that says nothing of itself', () => {
    expect(mayHold({ partitionValues: {}, statistics: null }, { c: { from: 'a' } })).toBe(true);
  });

  it('takes the value of a partition for its bounds', () => {
    const ofDay = { partitionValues: { day: 'x' }, statistics: null };
    expect(mayHold(ofDay, { day: { from: 'x', to: 'x' } })).toBe(true);
    expect(mayHold(ofDay, { day: { from: 'y' } })).toBe(false);
  });

  it('never rules out a value that the file has, compared by bytes as Parquet does', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.nat(), (values, pick) => {
        const sorted = values.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const value = values[pick % values.length] ?? '';
        expect(mayHold(file(sorted[0], sorted.at(-1)), { c: { from: value, to: value } })).toBe(true);
      }),
    );
  });
});
