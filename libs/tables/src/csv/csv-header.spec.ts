import { describe, expect, it } from '@jest/globals';
import { isData, uniqueNames } from './csv-header.ts';

describe('the header of a CSV file', () => {
  it('keeps both columns of one name, and says so', () => {
    const { names, notes } = uniqueNames(['id', 'note', 'note', 'note_2', '', 'note']);
    expect(names).toEqual(['id', 'note', 'note_3', 'note_2', 'column5', 'note_4']);
    expect(notes.map(({ reason, column }) => [reason, column])).toEqual([
      ['duplicate-header', 'note_3'],
      ['unnamed-header', 'column5'],
      ['duplicate-header', 'note_4'],
    ]);
  });

  it('takes a first line of numbers for data, but not one that counts the columns', () => {
    expect(isData(['1.5', '2'])).toBe(true);
    expect(isData(['0', '1', '2'])).toBe(false);
    expect(isData(['a', '1'])).toBe(false);
  });
});
