import type { Column } from './conversation-columns.ts';

/** One sheet: a header that stays, filters, and a row each. */
export interface Sheet<T = unknown> {
  name: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** What the header says of each column; its name where it is not given. */
  titles?: readonly string[];
}

/** Excel's own limit of a cell (Excel specifications and limits). */
const MAX_CELL = 32_767;
/** Characters that XML 1.0 cannot hold: controls other than tab and line ends, halves of pairs, and two that are none. */
const UNWRITABLE = /[\p{Cs}\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;
/** Excel refuses these in the name of a sheet, and names over 31 characters. */
const UNNAMEABLE = /[\\/?*[\]:]/g;

const toCell = (column: Column<unknown>, row: unknown): object | null => {
  const value = column.value(row);
  if (value === null) return null;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
  // Texts are cells of the type text: whatever they begin with, no formula is made of them.
  if (column.type === 'text')
    return { value: String(value).replaceAll(UNWRITABLE, '\ufffd').slice(0, MAX_CELL), type: String };
  if (column.type === 'boolean') return { value: Boolean(value), type: Boolean };
  return Number.isFinite(Number(value)) ? { value: Number(value), type: Number } : null;
};

const letterOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : `${letterOf(Math.floor(column / 26) - 1)}${letterOf(column % 26)}`;

/** The library has no filters of its own; by the order of the schema they stand behind the rows. */
const createFilters = (sheets: readonly Sheet[]): object => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }): string => {
          const { columns = [], rows = [] } = sheets[sheetIndex] ?? {};
          const range = `A1:${letterOf(columns.length - 1)}${rows.length + 1}`;
          return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
        },
      },
    },
  },
});

const widthOf = ({ name, type }: Column<unknown>, title: string): number =>
  Math.max(title.length + 3, type === 'timestamp' ? 20 : type === 'text' && !/_id$/.test(name) ? 24 : 10);

/**
 * An Excel workbook with real types. Memory: the whole of it, about 5 KB a row of 26 columns while it is written.
 */
export async function toWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const prepared = sheets.map(({ name, columns, rows, titles }) => {
    const header = columns.map((column, i) => titles?.[i] ?? column.name);
    return {
      sheet: name.replaceAll(UNNAMEABLE, ' ').slice(0, 31),
      columns: columns.map((column, i) => ({ width: widthOf(column, header[i] ?? '') })),
      stickyRowsCount: 1,
      data: [
        header.map((value) => ({ value, type: String, fontWeight: 'bold' })),
        ...rows.map((row) => columns.map((column) => toCell(column, row))),
      ],
    };
  });
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return writeExcelFile(prepared as never, { features: [createFilters(sheets)] } as never).toBuffer();
}
