import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { createCsvParser } from './csv-parser.ts';

/** Header and rows as a file of these pieces is read. */
function parse(...pieces: (string | Buffer)[]): { names: string[]; rows: (number | string)[][] } {
  const rows: (number | string)[][] = [[]];
  let names: string[] = [];
  const put = (column: number, value: number | string): void => {
    (rows.at(-1) as (number | string)[])[column] = value;
  };
  const parser = createCsvParser({
    header: (found) => (names = found),
    number: put,
    text: put,
    endRow: () => rows.push([]),
  });
  for (const piece of pieces) parser.write(Buffer.from(piece));
  parser.end();
  return { names, rows: rows.slice(0, -1) };
}

describe('parsing CSV', () => {
  it('tells numbers, texts and gaps apart', () =>
    expect(parse('a,b,c\n1,x,\n -2.5 , y z ,"3"\n')).toEqual({
      names: ['a', 'b', 'c'],
      rows: [
        [1, 'x', NaN],
        [-2.5, 'y z', 3],
      ],
    }));

  it.each([
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['CR LF and no last line break', 'a,b\r\n1,2'],
    ['a byte-order mark', '\uFEFFa,b\n1,2\n'],
    ['blank lines', 'a,b\n\n1,2\n\n'],
  ])('takes %s', (_what, text) => expect(parse(text)).toEqual({ names: ['a', 'b'], rows: [[1, 2]] }));

  it('takes quotes within quotes, and delimiters and line breaks between them', () =>
    expect(parse('a,b\n"say ""no"", or\nnot","x"\n')).toEqual({
      names: ['a', 'b'],
      rows: [['say "no", or\nnot', 'x']],
    }));

  it('gives columns without a name, or with one that is taken, one of their own', () =>
    expect(parse('a,,a\n1,2,3\n').names).toEqual(['a', 'column2', 'a_2']));

  it('takes a first line of numbers for data, unless it counts the columns', () => {
    expect(parse('5,7\n1,2\n')).toEqual({ names: ['x0', 'x1'], rows: [[5, 7], [1, 2]] }); // prettier-ignore
    expect(parse('0,1\n1,2\n')).toEqual({ names: ['0', '1'], rows: [[1, 2]] });
  });

  it('reads back what a writer of CSV wrote, however the file is cut into pieces', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('a"b', 'c,d', 'e\nf', 'g\r\nh', '')), { minLength: 1, maxLength: 8 }), // prettier-ignore
        fc.array(fc.nat(400), { maxLength: 6 }),
        (cells, cuts) => {
          const rows = cells.map(([a, b]) => [`t${a}`, `u${b}`]);
          const bytes = Buffer.from(stringify([['a', 'b'], ...rows], { quoted: true }));
          const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((x, y) => x - y), bytes.length];
          const pieces = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
          expect(parse(...pieces).rows).toEqual(rows);
        },
      ),
    ));
});
