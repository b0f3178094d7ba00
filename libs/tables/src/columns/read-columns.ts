import { createCsvFeed, type CsvSink } from '../csv/read-csv.ts';
import type { CsvScanner } from '../csv/csv-scanner.ts';
import { BrokenFile, type TableEntry, type Trouble } from '../entry.ts';
import { isParquet } from '../files/file-format.ts';
import { firstBytes } from '../files/open-file.ts';
import {
  openText,
  planOf,
  recordsOf,
  type OpenedText,
  type TableOptions,
  type TextPlan,
} from '../read-table.ts';
import type { ColumnTable } from './column-table.ts';
import { flatten } from './flatten.ts';
import { readParquetColumns } from './read-parquet-columns.ts';
import { readNumber } from './read-number.ts';
import { createTableBuilder, type TableBuilder } from './table-builder.ts';

/** A table, and what was wrong with rows that are not in it or is to be known of its columns. */
export interface ReadColumns {
  table: ColumnTable;
  /** Rows left out, and the first of them with their reasons. */
  nRefused: number;
  refused: Trouble[];
  notes: Trouble[];
}

/** Reasons kept; the rest is counted. */
const MAX_REFUSED = 20;

/**
 * Reads a table by columns, for what works on columns: the same files as `readTable`, with numbers told apart from texts while they are read.
 * Objects are taken apart by their paths (`a.b`), lists stay one value. Rows that are refused are left out and named. Throws `BrokenFile` where
 * the file cannot be read to its end. Memory: 8 bytes a number, 4 a text, and each distinct text once.
 */
export async function readColumns(path: string, options: TableOptions = {}): Promise<ReadColumns> {
  const found: ReadColumns = { table: { nRows: 0, columns: [] }, nRefused: 0, refused: [], notes: [] };
  if (isParquet(await firstBytes(path, 16))) return { ...found, table: await readParquetColumns(path) };
  const text = await openText(path, options, (trouble) => found.notes.push(trouble));
  const builder = createTableBuilder();
  try {
    const plan = planOf(path, text, options);
    if (plan.format === 'csv') await readCsvColumns(text, plan, builder, found);
    else
      for await (const batch of recordsOf(plan, text)) batch.forEach((entry) => take(entry, builder, found));
    const decimal = plan.format === 'csv' && plan.dialect.delimiter === ';' ? ('comma' as const) : null;
    const { table, notes } = builder.finish(decimal);
    return { ...found, table, notes: [...found.notes, ...notes] };
  } finally {
    await text.close();
  }
}

function take(entry: TableEntry, builder: TableBuilder, found: ReadColumns): void {
  if (entry.kind === 'record') builder.row(flatten(entry.columns));
  else if (entry.kind === 'note') found.notes.push(entry.trouble);
  else if (entry.kind === 'broken')
    throw new BrokenFile(entry.trouble.reason, entry.trouble.message, entry.trouble.line);
  else refuse(entry.trouble, found);
}

function refuse(trouble: Trouble, found: ReadColumns): void {
  found.nRefused += 1;
  if (found.refused.length < MAX_REFUSED) found.refused.push(trouble);
}

async function readCsvColumns(
  text: OpenedText,
  plan: Extract<TextPlan, { format: 'csv' }>,
  builder: TableBuilder,
  found: ReadColumns,
): Promise<void> {
  if (plan.note !== null) found.notes.push(plan.note);
  let nColumns = 0;
  const sink: CsvSink = {
    header(names) {
      nColumns = names.length;
      builder.header(names);
    },
    record(scanner, bytes) {
      const { starts, ends, quoted } = scanner;
      for (let cell = 0; cell < nColumns; cell++)
        if (quoted[cell] === 0) takeCell(bytes, starts[cell] as number, ends[cell] as number, cell, builder);
        else takeQuoted(scanner, bytes, cell, builder);
      builder.endRow();
    },
    entry: (entry) => take(entry, builder, found),
  };
  const feed = createCsvFeed(plan.dialect, plan, sink);
  for await (const block of plan.blocks(text)) feed.push(block);
  feed.end();
}

const BLANK = 0x20;

function takeCell(bytes: Buffer, from: number, to: number, cell: number, builder: TableBuilder): void {
  let start = from;
  let end = to;
  while (start < end && bytes[start] === BLANK) start++;
  while (end > start && bytes[end - 1] === BLANK) end--;
  const value = readNumber(bytes, start, end);
  if (value === undefined) builder.text(cell, bytes.toString('utf8', start, end));
  else builder.number(cell, value);
}

function takeQuoted(scanner: CsvScanner, bytes: Buffer, cell: number, builder: TableBuilder): void {
  const text = scanner.text(bytes, cell);
  const value = text.trim() === '' ? NaN : Number(text);
  if (text !== '' && Number.isNaN(value)) builder.text(cell, text);
  else builder.number(cell, value);
}

/**
 * A table of records that are there already, one a row: the values of a JSON Lines file would be understood the same way. What is written in one
 * record does not change how another is understood.
 */
export function columnsOf(records: Iterable<object>): ColumnTable {
  const builder = createTableBuilder();
  for (const record of records) builder.row(flatten(record));
  return builder.finishPlain();
}
