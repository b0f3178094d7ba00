import { describe, expect, it } from '@jest/globals';
import { packTables, unpackTables } from './language-tables.ts';

const HEADER = { languages: ['aa', 'bb'], scripts: [2, 2], source: 'a test' };
const GRAMS = Array.from({ length: 50 }, (_, index) => ({
  hash: (index * 2_654_435_761) >>> 0,
  owners: index % 2 === 0 ? [0] : [0, 1],
  values: index % 2 === 0 ? [index] : [index, 255 - index],
}));

describe('the packed tables of languages', () => {
  it('hold every n-gram with its postings', () => {
    const { slots, owners, values, languages } = unpackTables(packTables(HEADER, GRAMS));
    expect(languages).toEqual(HEADER.languages);
    for (const gram of GRAMS) {
      const slot = slots.findIndex((hash, at) => at % 2 === 0 && hash === gram.hash && slots[at + 1] !== 0);
      const [offset, count] = [slots[slot + 1]! >>> 7, slots[slot + 1]! & 127];
      expect([...owners.subarray(offset, offset + count)]).toEqual(gram.owners);
      expect([...values.subarray(offset, offset + count)]).toEqual(gram.values);
    }
  });

  it('are refused when they are something else, or cut off', () => {
    const file = packTables(HEADER, GRAMS);
    expect(() => unpackTables(Buffer.from('something else entirely'))).toThrow(/not a model/);
    expect(() => unpackTables(file.subarray(0, file.length - 1))).toThrow(/incomplete/);
  });
});
