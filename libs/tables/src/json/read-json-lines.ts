import { isUtf8 } from 'node:buffer';
import type { TextBlock } from '../encoding/text-blocks.ts';
import { sampleOf, type TableEntry } from '../entry.ts';
import { notText, tooLarge } from '../refusals.ts';
import { parseRecord } from './parse-json.ts';

const NEWLINE = 0x0a;

/**
 * Records of JSON Lines, a batch a block. Only a line feed ends a line: U+2028 and U+2029 are legal inside of strings. Every line stands for
 * itself, so a broken one costs nothing but itself. Memory: one line, at most `maxRecordBytes`.
 */
export async function* readJsonLines(
  blocks: AsyncIterable<TextBlock>,
  maxRecordBytes: number,
): AsyncGenerator<TableEntry[]> {
  const lines = createLineReader(maxRecordBytes);
  try {
    for await (const block of blocks) yield lines.push(block);
  } catch (error) {
    // A line that is whole as it is was all there before the file broke; what is a part of one is none's fault but the file's.
    yield lines.end().filter(({ kind }) => kind === 'record');
    throw error;
  }
  yield lines.end();
}

interface LineReader {
  push(block: TextBlock): TableEntry[];
  end(): TableEntry[];
}

function createLineReader(maxRecordBytes: number): LineReader {
  let line = 1;
  let record = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let isPendingClean = true;

  function hold(bytes: Buffer, isClean: boolean): void {
    if (bytes.length === 0) return;
    pendingBytes += bytes.length;
    isPendingClean &&= isClean;
    // A line that is too long anyway is not kept, but counted; what is left of it is its beginning.
    if (pendingBytes <= maxRecordBytes || pending.length === 0) pending.push(bytes);
  }
  function takePending(): TableEntry | null {
    const isTooLong = pendingBytes > maxRecordBytes;
    const bytes = pending.length === 1 ? (pending[0] as Buffer) : Buffer.concat(pending);
    const entry = isTooLong
      ? tooLarge(++record, line, maxRecordBytes, bytes)
      : entryOf(bytes, 0, bytes.length, isPendingClean);
    pending = [];
    pendingBytes = 0;
    isPendingClean = true;
    return entry;
  }
  function entryOf(bytes: Buffer, start: number, end: number, isClean: boolean): TableEntry | null {
    if (!isClean && !isUtf8(bytes.subarray(start, end)))
      return notText(++record, line, bytes.subarray(start, end));
    // Files that were put one behind the other bring their byte order marks along.
    const text = bytes.toString('utf8', hasMark(bytes, start) ? start + 3 : start, end);
    if (isBlank(text)) return null;
    record += 1;
    const parsed = parseRecord(text);
    if ('columns' in parsed) return { kind: 'record', record, line, sizeBytes: end - start, ...parsed };
    const trouble = { ...parsed, line, column: null, sample: sampleOf(text) };
    return { kind: 'refused', record, line, trouble };
  }

  return {
    push({ bytes, isClean }) {
      const entries: TableEntry[] = [];
      let from = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
        let entry: TableEntry | null;
        if (pendingBytes > 0) {
          hold(bytes.subarray(from, end), isClean);
          entry = takePending();
        } else if (end - from > maxRecordBytes)
          entry = tooLarge(++record, line, maxRecordBytes, bytes.subarray(from, end));
        else entry = entryOf(bytes, from, end, isClean);
        if (entry !== null) entries.push(entry);
        line += 1;
        from = end + 1;
      }
      hold(bytes.subarray(from), isClean);
      return entries;
    },
    end() {
      const entry = pendingBytes === 0 ? null : takePending();
      return entry === null ? [] : [entry];
    },
  };
}

const hasMark = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

const isBlank = (text: string): boolean => text === '' || text === '\r' || text.trim() === '';
