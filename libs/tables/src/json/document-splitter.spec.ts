import { describe, expect, it } from '@jest/globals';
import { createDocumentSplitter } from './document-splitter.ts';

const split = (text: string, sizes: readonly number[], depth = 0) => {
  const splitter = createDocumentSplitter({ depth, maxRecordBytes: 1_000, recordKeys: ['a'], isKeyed: true });
  const bytes = Buffer.from(text);
  const entries = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    entries.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  entries.push(...splitter.end());
  return entries.map((entry) => (entry.kind === 'record' ? entry.columns : entry.kind));
};

describe('a JSON document with a bracket too many between its records', () => {
  it.each([[[1_000]], [[1]], [[7, 3]]])(
    'reads no record twice, read %j bytes at a time: it began again at the record before, without end',
    (sizes) => {
      const entries = split('\n{"a":1}]]{"b":2}', sizes);
      expect(entries).toEqual([{ a: 1 }, { b: 2 }]);
    },
  );

  it('goes on with the record on the next line', () => {
    const entries = split('{"a":1}\n{"a":2}]\n{"a":3}\n', [1_000]);
    expect(entries.filter((entry) => typeof entry === 'object')).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });
});

describe('a JSON list with a broken record that closes it', () => {
  const wrap = (inner: string): string =>
    `[\n{"id":1,"a":"x"},\n${inner},\n{"id":3,"a":"y"},\n{"id":4,"a":"z"}\n]\n`;

  it.each([
    ['a bracket too many', '{"id":2}]'],
    ['the beginning of the record is gone', ']} ","more":"ü"}'],
    ['another list was begun', ']}, {"x":[1'],
  ])('is opened again by the next good one: %s', (_, inner) => {
    for (const sizes of [[1_000], [1], [7, 3]]) {
      const entries = split(wrap(inner), sizes, 1);
      const ids = entries.flatMap((entry) =>
        typeof entry === 'object' ? [(entry as { id: number }).id] : [],
      );
      expect(ids.filter((id) => id !== 2)).toEqual([1, 3, 4]);
      expect(entries).toContain('refused');
    }
  });

  it('does not take what follows a list for its records, but names what looks like one', () => {
    const text = '{"data":[\n{"id":1,"a":1},\n{"id":2,"a":2}\n],\n"meta":\n{"id":"page","a":7},"n":1}';
    expect(split(text, [1_000], 2)).toEqual([{ id: 1, a: 1 }, { id: 2, a: 2 }, 'refused']);
  });
});
