import { parseCsv } from '../sources/preview.ts';

export type Cell = string | number | null;

export interface LocalTable {
  columns: string[];
  /** As many as asked for; a row that is cut at the end of the text is left out. */
  rows: Cell[][];
}

/** Numbers as numbers, nothing as null, all else as it is written. */
export const toCell = (text: string): Cell => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  // What loses by becoming a number, such as `007`, is no number.
  return String(Number(trimmed)) === trimmed ? Number(trimmed) : text;
};

/** A CSV file of this machine as far as it is needed here; null where it has no two columns, such as another format. */
export function readTable(text: string, mostRows: number): LocalTable | null {
  if (text.includes('\uFFFD') || text.includes('\0')) return null;
  // A last line without its end is whole where the file ends with it.
  const [columns, ...rows] = parseCsv(text.endsWith('\n') ? text : `${text}\n`);
  if (columns === undefined || columns.length < 2 || columns[0]?.startsWith('{') === true) return null;
  return { columns, rows: rows.slice(0, mostRows).map((row) => row.map(toCell)) };
}

/** A row by the names of its columns. */
export const toRecord = ({ columns }: LocalTable, row: readonly Cell[]): Record<string, Cell> =>
  Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));

const LONGEST_NAME = 63;

/** `payments` for `Payments 2025 (1).csv`: a name that a detector may have; empty where nothing is left. */
export const toDetectorName = (fileName: string): string =>
  fileName
    .replace(/\..*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-+|-+$/g, '');
