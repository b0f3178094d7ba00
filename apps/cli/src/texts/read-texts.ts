import { DataError } from '@convoscope/detectors';
import { describeTrouble, readLines, readTable, type TableEntry, type Trouble } from '@convoscope/tables';
import type { Readable } from 'node:stream';

/** One row of a file of texts. */
export interface TextRow {
  readonly text: string;
  /** Missing only where no label was asked for. */
  readonly label: string | undefined;
  /** The whole row, for commands that hand it on. */
  readonly row: Readonly<Record<string, unknown>>;
}

export interface SkippedRow {
  readonly line: number | null;
  readonly reason: string;
}

export interface ReadTextsOptions {
  /** Fields that may hold the text, the first that is there wins; default "text". */
  readonly texts?: readonly string[];
  /** Fields that may hold the label, the first that is there wins; none where no label is needed. */
  readonly labels?: readonly string[];
  /** Leaves out rows that cannot be used, and counts them; otherwise the first one ends the reading. */
  readonly skipInvalid?: boolean | undefined;
  readonly onSkipped?: (skipped: SkippedRow) => void;
}

/** What is wrong with a row that was read. */
class UselessRow extends Error {}

const TEXTS = ['text'];

function toRow(row: Record<string, unknown>, { labels, texts = TEXTS }: ReadTextsOptions): TextRow {
  const text = texts.map((field) => row[field]).find((each) => each !== undefined && each !== null);
  if (typeof text !== 'string')
    throw new UselessRow(`it has no field "${texts.join('" or "')}" with a string`);
  if (labels === undefined) return { text, label: undefined, row };
  const label = labels.map((field) => row[field]).find((each) => each !== undefined && each !== null);
  if (label === undefined) throw new UselessRow(`it has no field "${labels.join('" or "')}"`);
  if (typeof label === 'number' || typeof label === 'boolean') return { text, label: String(label), row };
  if (typeof label !== 'string' || label === '')
    throw new UselessRow(`it has a label that is ${label === '' ? 'empty' : 'no string'}`);
  return { text, label, row };
}

/** Null: it says nothing of a row. Throws `UselessRow`, or `DataError` where the file cannot be read further. */
function rowOf(entry: TableEntry, file: string, options: ReadTextsOptions): TextRow | null {
  switch (entry.kind) {
    case 'record':
      return toRow(entry.columns, options);
    case 'refused':
      throw new UselessRow(describeTrouble({ ...entry.trouble, line: null }));
    case 'broken':
      throw brokenFile(file, entry.trouble);
    case 'note':
      return null;
  }
}

const brokenFile = (file: string, trouble: Trouble): DataError =>
  trouble.reason === 'no-records'
    ? new DataError(`${file} has no row of text`)
    : new DataError(`${file} cannot be read: ${describeTrouble(trouble)}`);

/**
 * The rows of a table (CSV, JSON, JSON Lines, Parquet, also packed) with a text each, one after the other; `-` is JSON Lines on standard input.
 * Throws DataError with file and line where a row cannot be used, unless `skipInvalid` is set.
 */
export async function* streamTexts(
  file: string,
  stdin: Readable,
  options: ReadTextsOptions = {},
): AsyncGenerator<TextRow> {
  const batches = file === '-' ? readLines(stdin) : readTable(file, { recordKeys: options.texts ?? TEXTS });
  for await (const batch of batches)
    for (const entry of batch) {
      try {
        const row = rowOf(entry, file, options);
        if (row !== null) yield row;
      } catch (error) {
        if (!(error instanceof UselessRow)) throw error;
        const line = 'line' in entry ? entry.line : null;
        if (options.skipInvalid) options.onSkipped?.({ line, reason: error.message });
        else throw useless(file, entry, error);
      }
    }
}

function useless(file: string, entry: TableEntry, error: UselessRow): DataError {
  const [line, record] = 'record' in entry ? [entry.line, entry.record] : [null, null];
  const sentence = describeTrouble({ file, line, record, message: error.message });
  return new DataError(`${sentence} (--skip-invalid passes over such rows)`, { cause: error });
}

export interface TextFile {
  readonly rows: TextRow[];
  readonly skipped: SkippedRow[];
}

/** All rows of a file. Throws DataError where it cannot be read or has no row. */
export async function readTexts(file: string, stdin: Readable, options: ReadTextsOptions): Promise<TextFile> {
  const rows: TextRow[] = [];
  const skipped: SkippedRow[] = [];
  const onSkipped = (one: SkippedRow): void => void skipped.push(one);
  for await (const row of streamTexts(file, stdin, { ...options, onSkipped })) rows.push(row);
  if (rows.length === 0) throw new DataError(`${file} has no row of text`);
  return { rows, skipped };
}
