import { sampleOf, type Trouble } from '../entry.ts';
import { createColumnBuilder, type ColumnBuilder } from './column-builder.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';
import { readLocalNumbers } from './local-numbers.ts';
import { numberOfWord } from './read-number.ts';

/** A table that grows row by row: by place (CSV), or by name where each row may have other columns (JSON Lines). */
export interface TableBuilder {
  /** The names of the columns, once, before any cell by place. */
  header(names: readonly string[]): void;
  number(column: number, value: number): void;
  text(column: number, value: string): void;
  endRow(): void;
  /** One row by names. Columns that it lacks are missing in it. */
  row(cells: Iterable<readonly [string, unknown]>): void;
  /** The table. Columns of numbers that are written as people write them become numbers; `decimal` decides where that is in doubt. */
  finish(decimal: 'point' | 'comma' | null): { table: ColumnTable; notes: Trouble[] };
  /** The table with texts as they are: whatever the other rows hold. */
  finishPlain(): ColumnTable;
}

export function createTableBuilder(): TableBuilder {
  const columns: ColumnBuilder[] = [];
  const placeOf = new Map<string, number>();
  let nRows = 0;

  function add(name: string): ColumnBuilder {
    const column = createColumnBuilder(name);
    for (let i = 0; i < nRows; i++) column.pushNumber(NaN);
    placeOf.set(name, columns.length);
    columns.push(column);
    return column;
  }
  const called = (name: string): ColumnBuilder => columns[placeOf.get(name) ?? -1] ?? add(name);

  function pushValue(column: ColumnBuilder, value: unknown): void {
    if (typeof value === 'number' || typeof value === 'bigint') return column.pushNumber(Number(value));
    if (typeof value === 'boolean') return column.pushNumber(value ? 1 : 0);
    if (value === null || value === undefined) return column.pushNumber(NaN);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const number = numberOfWord(text.trim());
    if (number === undefined) column.pushText(text);
    else column.pushNumber(number);
  }
  return {
    header: (names) => names.forEach(add),
    number: (column, value) => columns[column]?.pushNumber(value),
    text: (column, value) => columns[column]?.pushText(value),
    endRow: () => void nRows++,
    row(cells) {
      for (const [name, value] of cells) {
        const column = called(name);
        // A name twice in one row: the first one counts.
        if (column.length === nRows) pushValue(column, value);
      }
      nRows += 1;
      for (const column of columns) if (column.length < nRows) column.pushNumber(NaN);
    },
    finish(decimal) {
      const notes: Trouble[] = [];
      const finished = columns.map((column) => withLocalNumbers(column.finish(), decimal, notes));
      return { table: { nRows, columns: finished }, notes };
    },
    finishPlain: () => ({ nRows, columns: columns.map((column) => column.finish()) }),
  };
}

function withLocalNumbers(
  column: TableColumn,
  decimal: 'point' | 'comma' | null,
  notes: Trouble[],
): TableColumn {
  if (column.kind === 'number' || column.categories.length === 0) return column;
  const { name, codes, categories } = column;
  const found = readLocalNumbers(categories, decimal);
  if (found === null) return column;
  const message = typeof found === 'string' ? found : found.note;
  const sample = sampleOf(categories[0] ?? '');
  notes.push({ reason: 'local-numbers', message, line: null, column: name, sample });
  if (typeof found === 'string') return column;
  const byCode = categories.map((text) => found.values.get(text) ?? NaN);
  return { kind: 'number', name, values: Float64Array.from(codes, (code) => byCode[code] ?? NaN) };
}
