import { describe, expect, it } from '@jest/globals';
import { coversEnough, countDays, daysBefore, eachDay, parseRangeSearch, resolveRange } from './range.ts';

const EXTENT = { first: '2025-01-01', last: '2025-03-12' };

describe('the days in the address', () => {
  it('are the newest thirty with conversations unless it says otherwise', () => {
    expect(parseRangeSearch({})).toEqual({});
    expect(resolveRange({}, EXTENT)).toEqual({ from: '2025-02-11', to: '2025-03-12' });
  });

  it('can be a usual range, all of them, or from one day to another', () => {
    expect(resolveRange(parseRangeSearch({ last: '7d' }), EXTENT)).toEqual({
      from: '2025-03-06',
      to: '2025-03-12',
    });
    expect(resolveRange(parseRangeSearch({ last: 'all' }), EXTENT)).toEqual({
      from: '2025-01-01',
      to: '2025-03-12',
    });
    expect(parseRangeSearch({ from: '2025-01-02', to: '2025-01-03' })).toEqual({
      from: '2025-01-02',
      to: '2025-01-03',
    });
  });

  it('are read the right way round, and one end alone is one day', () => {
    expect(parseRangeSearch({ from: '2025-01-03', to: '2025-01-02' })).toEqual({
      from: '2025-01-02',
      to: '2025-01-03',
    });
    expect(parseRangeSearch({ from: '2025-01-03' })).toEqual({ from: '2025-01-03', to: '2025-01-03' });
  });

  it.each(['2025-02-30', '0020-01-01', '20250101', '', 7, null, 'yesterday'])('ignores the slip %p', (from) =>
    expect(parseRangeSearch({ from })).toEqual({}),
  );

  it('ignores a usual range that there is not, and keeps that nobody wants to compare', () => {
    expect(parseRangeSearch({ last: '8d', compare: 'none' })).toEqual({ compare: 'none' });
    expect(parseRangeSearch({ last: '7d', compare: 'other' })).toEqual({ last: '7d' });
  });

  it('are none where there is no conversation', () => expect(resolveRange({}, null)).toBeNull());
});

it('counts and lists days over the end of a month and a leap day', () => {
  expect(countDays({ from: '2024-02-28', to: '2024-03-01' })).toBe(3);
  expect(eachDay({ from: '2024-02-28', to: '2024-03-01' })).toEqual([
    '2024-02-28',
    '2024-02-29',
    '2024-03-01',
  ]);
});

it('compares with as many days right before', () =>
  expect(daysBefore({ from: '2025-03-10', to: '2025-03-12' })).toEqual({
    from: '2025-03-07',
    to: '2025-03-09',
  }));

it('does not compare with days that mostly lack conversations', () => {
  expect(coversEnough(12, 30)).toBe(false);
  expect(coversEnough(24, 30)).toBe(true);
});
