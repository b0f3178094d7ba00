import { DataError } from '@convoscope/statistics';

/** A column of numbers; NaN is a missing value. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of texts, each distinct one held once: row `i` reads `categories[codes[i]]`; the code -1 is a missing value. */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

export type DataColumn = NumberColumn | TextColumn;

/** A table as it came: named columns of numbers and texts, with gaps. */
export interface DataTable {
  readonly nRows: number;
  readonly columns: readonly DataColumn[];
}

/** A text column out of texts; undefined is a missing value. */
export function textColumn(name: string, texts: Iterable<string | undefined>): TextColumn {
  const codeOf = new Map<string, number>();
  const codes: number[] = [];
  for (const text of texts) {
    if (text === undefined) {
      codes.push(-1);
      continue;
    }
    let code = codeOf.get(text);
    if (code === undefined) codeOf.set(text, (code = codeOf.size));
    codes.push(code);
  }
  return { kind: 'text', name, codes: Int32Array.from(codes), categories: [...codeOf.keys()] };
}

/** The column of that name. Throws `DataError` naming it and those that there are. */
export function columnByName(table: DataTable, name: string): DataColumn {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const names = table.columns.map((column) => column.name);
  const more = names.length > 20 ? `, and ${names.length - 20} more` : '';
  throw new DataError(
    `there is no column "${name}"; the columns are ${names.slice(0, 20).join(', ')}${more}`,
  );
}

/** A text as a number, NaN where it is none. A decimal comma is understood. */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return NaN;
  const value = Number(trimmed);
  return Number.isNaN(value) && /^[-+]?\d+,\d+$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : value;
}

/** The column as numbers, a copy-free view where it is one already; a text that is no number becomes NaN. */
export function numbersOf(column: DataColumn): Float64Array {
  if (column.kind === 'number') return column.values;
  const parsed = Float64Array.from(column.categories, parseNumber);
  return Float64Array.from(column.codes, (code) => (code < 0 ? NaN : parsed[code]));
}

/** The column as texts: numbers as JavaScript writes them. */
export function textsOf(column: DataColumn): TextColumn {
  if (column.kind === 'text') return column;
  const texts = Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value)));
  return textColumn(column.name, texts);
}

/** How many rows hold each category, in the order of `categories`. */
export function countCategories(column: TextColumn): Float64Array {
  const counts = new Float64Array(column.categories.length);
  for (const code of column.codes) if (code >= 0) counts[code]++;
  return counts;
}
