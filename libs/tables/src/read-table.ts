import { stat } from 'node:fs/promises';
import type { CsvDialect } from './csv/csv-scanner.ts';
import { findDialect } from './csv/dialect.ts';
import { readCsv } from './csv/read-csv.ts';
import { textBlocks, type TextBlock } from './encoding/text-blocks.ts';
import { BrokenFile, type TableEntry, type Trouble } from './entry.ts';
import { formatOfName, isParquet, otherFormat, type FileFormat } from './files/file-format.ts';
import { openBytes } from './files/open-bytes.ts';
import { asBroken, firstBytes } from './files/open-file.ts';
import { isPacked } from './files/unpack-members.ts';
import type { SplitterOptions } from './json/document-splitter.ts';
import { findRecordDepth } from './json/find-record-depth.ts';
import { readJsonDocument } from './json/read-json-document.ts';
import { readJsonLines } from './json/read-json-lines.ts';
import { readParquet } from './parquet/read-parquet.ts';
import type { TroubleReason } from './reasons.ts';

export interface TableOptions {
  /** A label of the WHATWG Encoding Standard, or `auto` (default). A byte order mark wins. */
  encoding?: string;
  /** Between the cells of CSV; null (default): found out. */
  delimiter?: string | null;
  /** JSON: an object with one of these keys is a record, however deep it lies. */
  recordKeys?: readonly string[];
  /** Longest record; default 16 MiB. */
  maxRecordBytes?: number;
  /** How many times its size a compressed file may unpack to; default 100. The first 32 MiB are free. */
  maxRatio?: number;
  /** Hears of bytes read from the disk; of Parquet all at once. */
  onBytes?: (n: number) => void;
}

const DEFAULT_MAX_RECORD_BYTES = 16 * 2 ** 20;
const DEFAULT_MAX_RATIO = 100;
/** Text looked at to find out format, dialect and the place of the records. */
const HEAD_BYTES = 256 * 1024;

/**
 * Everything that a file holds, in its order, in batches: rows, refused rows, what there is to be said about the file, and at the end why it could
 * not be read further. CSV, JSON, JSON Lines (each also gzip or zstd) or Parquet, told apart by content, not by name.
 * Never throws for what is wrong with a file. Memory: a few records, at most about 4 x `maxRecordBytes`; the iteration may be left at any time.
 *
 * @example
 * for await (const batch of readTable('chats.csv'))
 *   for (const entry of batch) if (entry.kind === 'record') console.log(entry.columns);
 */
export async function* readTable(path: string, options: TableOptions = {}): AsyncGenerator<TableEntry[]> {
  let nRecords = 0;
  let hasTrouble = false;
  try {
    for await (const batch of entriesOf(path, options)) {
      for (const { kind } of batch) {
        if (kind === 'record' || kind === 'refused') nRecords += 1;
        hasTrouble ||= kind === 'broken';
      }
      if (batch.length > 0) yield batch;
    }
  } catch (error) {
    hasTrouble = true;
    yield [{ kind: 'broken', trouble: asBroken(error).trouble }];
  }
  if (nRecords === 0 && !hasTrouble)
    yield [{ kind: 'broken', trouble: troubleOf('no-records', 'there is no record in it') }];
}

async function* entriesOf(path: string, options: TableOptions): AsyncGenerator<TableEntry[]> {
  const start = await firstBytes(path, 16);
  if (isParquet(start)) {
    yield* readParquet(path);
    options.onBytes?.((await stat(path)).size);
    return;
  }
  refuseOther(start);
  if (formatOfName(path) === 'parquet' && start.length > 0)
    throw new BrokenFile('unreadable-file', 'it is named like Parquet, but does not begin like it');
  yield* readText(path, options);
}

function refuseOther(start: Buffer): void {
  const other = otherFormat(start);
  if (other !== null) throw new BrokenFile('unknown-format', `it is ${other}`);
}

async function* readText(path: string, options: TableOptions): AsyncGenerator<TableEntry[]> {
  const notes: TableEntry[] = [];
  const opened = await openText(path, options, (trouble) => notes.push({ kind: 'note', trouble }));
  try {
    for await (const batch of recordsOf(planOf(path, opened, options), opened)) {
      if (notes.length > 0) yield notes.splice(0);
      yield batch;
    }
    yield notes;
  } finally {
    await opened.close();
  }
}

/** The text of a file with its head known beforehand. */
export interface OpenedText {
  head: Buffer;
  /** Whether the head is all there is. */
  isWhole: boolean;
  blocks: AsyncIterable<TextBlock>;
  close(): Promise<void>;
}

/** Opens a file of text and reads its head. A file that breaks within its head gives what there is of it, then raises. */
export async function openText(
  path: string,
  options: TableOptions,
  onNote: (trouble: Trouble) => void,
): Promise<OpenedText> {
  const { encoding = 'auto', maxRatio = DEFAULT_MAX_RATIO, onBytes } = options;
  const bytes = openBytes(path, { maxRatio, ...(onBytes === undefined ? {} : { onBytes }) });
  const all = textBlocks(bytes, { encoding, onNote })[Symbol.asyncIterator]();
  const first: TextBlock[] = [];
  let headBytes = 0;
  let isWhole = false;
  let failure: unknown = null;
  while (headBytes < HEAD_BYTES && !isWhole && failure === null) {
    try {
      const step = await all.next();
      if (step.done === true) isWhole = true;
      else {
        first.push(step.value);
        headBytes += step.value.bytes.length;
      }
    } catch (error) {
      failure = error;
    }
  }
  const head = Buffer.concat(first.map((block) => block.bytes)).subarray(0, 4 * HEAD_BYTES);
  refuseOther(head);
  if (isParquet(head)) throw new BrokenFile('unknown-format', 'it is packed Parquet: unpack it');
  if (isPacked(head)) throw new BrokenFile('unknown-format', 'it is packed twice: unpack it once');
  return {
    head,
    isWhole,
    blocks: (async function* () {
      yield* first;
      if (failure !== null) throw failure as Error;
      if (!isWhole)
        for (let step = await all.next(); step.done !== true; step = await all.next()) yield step.value;
    })(),
    close: async () => void (await all.return?.(undefined)),
  };
}

/** How a file of text is read. */
export type TextPlan =
  | { format: 'jsonl'; maxRecordBytes: number }
  | ({ format: 'json' } & SplitterOptions)
  | {
      format: 'csv';
      dialect: CsvDialect;
      note: Trouble | null;
      maxRecordBytes: number;
      firstLine: number;
      blocks: (text: OpenedText) => AsyncIterable<TextBlock>;
    };

/** How a text is to be read, by its head. Throws `BrokenFile` where there is nothing in it to be read. */
export function planOf(path: string, { head, isWhole }: OpenedText, options: TableOptions): TextPlan {
  const { maxRecordBytes = DEFAULT_MAX_RECORD_BYTES, recordKeys = [], delimiter = null } = options;
  const shown = head.toString('utf8');
  const format = sniffFormat(shown, isWhole, formatOfName(path));
  if (format === 'jsonl') return { format, maxRecordBytes };
  if (format === 'json') {
    const { depth, isKeyed } = findRecordDepth(shown, recordKeys);
    if (depth === null) throw noList(shown);
    return { format, depth, isKeyed, maxRecordBytes, recordKeys };
  }
  const { dialect, skip, note } = findDialect(head, isWhole, delimiter);
  const blocks = (text: OpenedText) => (skip === 0 ? text.blocks : withoutStart(text.blocks, skip));
  return { format: 'csv', dialect, note, maxRecordBytes, firstLine: skip === 0 ? 1 : 2, blocks };
}

export async function* recordsOf(plan: TextPlan, text: OpenedText): AsyncGenerator<TableEntry[]> {
  if (plan.format === 'jsonl') yield* readJsonLines(text.blocks, plan.maxRecordBytes);
  else if (plan.format === 'json') yield* readJsonDocument(text.blocks, plan);
  else {
    if (plan.note !== null) yield [{ kind: 'note', trouble: plan.note }];
    yield* readCsv(plan.blocks(text), plan.dialect, plan);
  }
}

const noList = (head: string): BrokenFile =>
  head.trim() === ''
    ? new BrokenFile('no-records', 'it is empty')
    : new BrokenFile(
        'no-records',
        'there is no list of records in it: neither an object nor a list of objects',
      );

async function* withoutStart(blocks: AsyncIterable<TextBlock>, n: number): AsyncGenerator<TextBlock> {
  let left = n;
  for await (const block of blocks) {
    const cut = Math.min(left, block.bytes.length);
    left -= cut;
    yield { ...block, bytes: block.bytes.subarray(cut) };
  }
}

/** Lines looked at to tell JSON Lines from one document. */
const SNIFFED_LINES = 20;

/** What a text is, by its beginning; the name decides only between JSON Lines and a document that looks like them, and for what is neither. */
export function sniffFormat(head: string, isWhole: boolean, named: FileFormat | null): FileFormat {
  const start = head.trimStart();
  if (named === 'csv' && !/^(?:\{\s*"|\[\s*\{\s*")/.test(start)) return 'csv';
  const lines = head.split('\n', SNIFFED_LINES + 1).filter((line) => line.trim() !== '');
  // The last one may be cut off.
  const whole = lines.length > 1 && !(isWhole && lines.length <= SNIFFED_LINES) ? lines.slice(0, -1) : lines;
  const nObjects = whole.filter(isObject).length;
  if (whole.length > 1 && nObjects > 0 && nObjects >= whole.length / 2 && !start.startsWith('['))
    return 'jsonl';
  if (named === 'csv') return start.startsWith('{') && nObjects === 0 ? 'csv' : 'json';
  if (named === 'jsonl') return start.startsWith('[') || isOneDocument(lines, nObjects) ? 'json' : 'jsonl';
  if (/^[[{]/.test(start)) return 'json';
  return named === 'json' ? 'json' : 'csv';
}

/** A single line that is an object may hold the list in itself; a beginning `{` alone on its line is a document that was indented. */
const isOneDocument = (lines: readonly string[], nObjects: number): boolean =>
  (lines.length === 1 && nObjects === 1) || (nObjects === 0 && /^\{\s*$/.test(lines[0] ?? ''));

function isObject(line: string): boolean {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const troubleOf = (reason: TroubleReason, message: string): Trouble => ({
  reason,
  message,
  line: null,
  column: null,
  sample: null,
});
