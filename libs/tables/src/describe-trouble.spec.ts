import { describe, expect, it } from '@jest/globals';
import { describePlace, describeTrouble } from './describe-trouble.ts';

describe('a place', () => {
  it.each([
    [{ file: 'a.csv', line: 3, column: 'at' }, 'a.csv:3:at'],
    [{ file: 'a.parquet', line: null, record: 7, column: 'at' }, 'a.parquet:#7:at'],
    [{ file: 'a.csv', line: 3, record: 2 }, 'a.csv:3'],
    [{ file: 'a.csv' }, 'a.csv'],
    [{ file: 'a.csv', column: 'at' }, 'a.csv, column "at"'],
    [{ column: 'at' }, 'column "at"'],
    [{}, ''],
  ])('of %j is %s', (place, text) => expect(describePlace(place)).toBe(text));
});

describe('a trouble', () => {
  it('is a sentence with its place and what stands there', () => {
    const trouble = { message: 'it is no time', line: 3, column: 'at', sample: 'soon' };
    expect(describeTrouble({ ...trouble, file: 'a.csv' })).toBe('a.csv:3:at: it is no time ("soon")');
    expect(describeTrouble({ message: 'it is empty', sample: null })).toBe('it is empty');
  });
});
