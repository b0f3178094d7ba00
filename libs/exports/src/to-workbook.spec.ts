import AdmZip from 'adm-zip';
import { describe, expect, it } from '@jest/globals';
import { toWorkbook, type Sheet } from './to-workbook.ts';

interface Row {
  text: string | null;
  count: number;
  at: Date;
}

const sheet = (rows: readonly Row[], name = 'Rows'): Sheet =>
  ({
    ...{ name, rows, titles: ['Text', 'Count', 'Time'] },
    columns: [
      { name: 'text', type: 'text', value: (row: Row) => row.text },
      { name: 'count', type: 'integer', value: (row: Row) => row.count },
      { name: 'at', type: 'timestamp', value: (row: Row) => row.at },
    ],
  }) as Sheet;

const AT = new Date('2026-03-01T12:00:00Z');

async function read(sheets: readonly Sheet[]) {
  const zip = new AdmZip(await toWorkbook(sheets));
  const text = (name: string): string => zip.readAsText(name);
  return {
    first: text('xl/worksheets/sheet1.xml'),
    book: text('xl/workbook.xml'),
    strings: text('xl/sharedStrings.xml'),
  };
}

describe('a workbook', () => {
  it('has no formula, whatever a text begins with', async () => {
    const texts = ['=1+1', '+cmd|calc', '-2', '@SUM(A1)', '\t=1', "=HYPERLINK('x')"];
    const { first, strings } = await read([sheet(texts.map((text) => ({ text, count: 1, at: AT })))]);
    expect(first).not.toContain('<f');
    for (const text of ['=1+1', '@SUM(A1)']) expect(strings).toContain(text);
  });

  it('has real types, a head that stays and filters over all rows', async () => {
    const { first } = await read([
      sheet([
        { text: 'a', count: 42, at: AT },
        { text: null, count: 1, at: AT },
      ]),
    ]);
    expect(first).toMatch(/<c r="B2"(?! t="s")[^>]*><v>42<\/v>/);
    expect(first).toMatch(/<c r="C2"[^>]*><v>46082\.5<\/v>/);
    expect(first).toContain('<autoFilter ref="A1:C3"/>');
    expect(first).toMatch(/<pane [^>]*ySplit="1"/);
  });

  it('takes characters that its format cannot hold, names that it refuses, and no rows at all', async () => {
    const { strings, book } = await read([
      sheet(
        [{ text: `a\u0000b\ud800c${'x'.repeat(40_000)}`, count: 1, at: AT }],
        'What? [all]: of/it, and much more of it',
      ),
      sheet([], 'Empty'),
    ]);
    expect(strings).toMatch(/<t>a\ufffd?b\ufffd?cx+<\/t>/);
    expect(strings.length).toBeLessThan(34_000);
    expect(book).toContain('name="What   all   of it, and much mo');
  });
});
