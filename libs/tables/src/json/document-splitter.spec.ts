import { describe, expect, it } from '@jest/globals';
import { createDocumentSplitter } from './document-splitter.ts';

const split = (text: string, sizes: readonly number[], depth = 0) => {
  const splitter = createDocumentSplitter({ depth, maxRecordBytes: 1_000, recordKeys: ['a'] });
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
