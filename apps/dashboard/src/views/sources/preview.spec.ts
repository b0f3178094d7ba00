import { expect, it } from '@jest/globals';
import { parseCsv, previewText } from './preview.ts';

it('shows the first rows of CSV, with quotes, and leaves out a row that is cut', () => {
  expect(previewText('id,text\r\n1,"a, ""b""\nc"\r\n2,cut')).toEqual({
    columns: ['id', 'text'],
    rows: [['1', 'a, "b"\nc']],
  });
  expect(parseCsv('a,b\n"x')).toEqual([['a', 'b']]);
});

it('shows JSON Lines and JSON by their fields', () => {
  expect(previewText('{"id":1,"m":[]}\n{"id":2}\n{"id":')).toEqual({
    columns: ['id', 'm'],
    rows: [
      ['1', '[]'],
      ['2', ''],
    ],
  });
  expect(previewText('[{"id":"x"}]')).toEqual({ columns: ['id'], rows: [['x']] });
  expect(previewText('{"id":"x"}')).toEqual({ columns: ['id'], rows: [['x']] });
});

it.each(['', '   ', 'PAR1\0\0', '\uFFFD\uFFFD', 'one word', '[1,2]'])('does not pretend to read %p', (text) =>
  expect(previewText(text)).toBeNull(),
);

it('shortens what is long, and shows some rows only', () => {
  const lines = Array.from({ length: 9 }, (_, i) => JSON.stringify({ id: i, text: 'x'.repeat(100) })).join(
    '\n',
  );
  const preview = previewText(lines);
  expect(preview?.rows).toHaveLength(5);
  expect(preview?.rows[0]?.[1]).toBe(`${'x'.repeat(60)} …`);
});
