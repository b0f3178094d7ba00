import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Column } from './conversation-columns.ts';
import { writeExport } from './write-export.ts';

interface Row {
  cell: string;
  score: number;
}
const columns: Column<Row>[] = [
  { name: 'cell', type: 'text', value: ({ cell }) => cell },
  { name: 'score', type: 'number', value: ({ score }) => score },
];

async function exported(cells: readonly string[], bom = false): Promise<string> {
  const stdout = new PassThrough();
  const rows = (async function* () {
    for (const cell of cells) yield { cell, score: -0.5 };
  })();
  const whole = buffer(stdout);
  await writeExport(rows, columns, { format: 'csv', bom, file: null, stdout });
  stdout.end();
  return (await whole).toString('utf8');
}

describe('CSV for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\n=1', '\r=1', '\t=1', '\r\n=1', ' =1', '\ufeff=1', '\0=1', '＝1', '\nplain'])(
    'neutralises %j, which it would take for a formula',
    async (cell) => {
      const [row] = parse<Row>(await exported([cell]), { columns: true });
      expect(row).toEqual({ cell: `'${cell}`, score: '-0.5' });
    },
  ); // prettier-ignore

  it('leaves everything else as it is', async () => {
    const cells = ['a=b', 'x\n=1', '1', "it's", '"quoted"', 'a,b', ''];
    expect(parse<Row>(await exported(cells), { columns: true }).map(({ cell }) => cell)).toEqual(cells);
  });

  it('begins with a byte order mark where that is asked for', async () => {
    expect((await exported(['ü'], true)).startsWith('\ufeffcell,score\n')).toBe(true);
    expect((await exported(['ü'])).startsWith('cell,score\n')).toBe(true);
  });
});
