import { isUtf8 } from 'node:buffer';
import type { TextBlock } from '../encoding/text-blocks.ts';
import { sampleOf, type RefusedEntry, type TableEntry } from '../entry.ts';
import type { TroubleReason } from '../reasons.ts';
import { notText, tooLarge } from '../refusals.ts';
import { isData, uniqueNames } from './csv-header.ts';
import { createCsvScanner, type CsvScanner } from './csv-scanner.ts';
import type { CsvDialect } from './csv-scanner.ts';

/** Takes the records of a CSV file as they lie in the bytes. */
export interface CsvSink {
  header(names: string[]): void;
  /** A good record: `nCells` is that of the header. The scanner and the bytes are those of this record only until the call returns. */
  record(scanner: CsvScanner, bytes: Buffer, record: number, line: number): void;
  entry(entry: TableEntry): void;
}

export interface CsvFeed {
  push(block: TextBlock): void;
  end(): void;
}

/**
 * Cuts CSV into records: RFC 4180, and what people write instead. A record that is broken is refused with its line, and the next one is read;
 * one that goes over several lines and is broken is taken for a quote too many in its first line. Memory: one record.
 */
export function createCsvFeed(
  dialect: CsvDialect,
  options: { maxRecordBytes: number; firstLine: number },
  sink: CsvSink,
): CsvFeed {
  const scanner = createCsvScanner(dialect);
  let rest: Buffer = Buffer.alloc(0);
  let isRestClean = true;
  let line = options.firstLine;
  let record = 0;
  let nColumns = 0;
  let hasSurplus = false;
  /** The rest of a line that is too long is still to come. */
  let isSkipping = false;

  function refuse(bytes: Buffer, from: number, to: number, reason: TroubleReason, message: string): void {
    const sample = sampleOf(bytes.toString('utf8', from, Math.min(to, from + 400)).trimEnd());
    const trouble = { reason, message, line, column: null, sample };
    sink.entry({ kind: 'refused', record: ++record, line, trouble });
  }
  function readHeader(bytes: Buffer): void {
    const cells = Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(bytes, cell));
    nColumns = cells.length;
    if (isData(cells)) {
      sink.header(cells.map((_, index) => `x${index}`));
      sink.record(scanner, bytes, ++record, line);
      return;
    }
    const { names, notes } = uniqueNames(cells);
    sink.header(names);
    for (const trouble of notes) sink.entry({ kind: 'note', trouble: { ...trouble, line } });
  }
  /** Cells beyond the header are harmless where they are empty: programs write a delimiter too many. */
  function isWide(bytes: Buffer): boolean {
    for (let cell = nColumns; cell < scanner.nCells; cell++)
      if (scanner.text(bytes, cell).trim() !== '') return false;
    if (scanner.nCells > nColumns && !hasSurplus) {
      hasSurplus = true;
      const message = 'its lines end with empty cells that the header has no names for: they are left out';
      const trouble = { reason: 'surplus-cells' as const, message, line, column: null, sample: null };
      sink.entry({ kind: 'note', trouble });
    }
    return scanner.nCells >= nColumns;
  }
  /** The place after the record: behind its first line where it was broken and may have swallowed good ones. */
  function take(bytes: Buffer, from: number, next: number, isClean: boolean): number {
    if (scanner.error !== null) {
      refuse(bytes, from, next, scanner.error, QUOTE_MESSAGES[scanner.error]);
      return next;
    }
    if (scanner.isBlank) return next;
    if (!isClean && !isUtf8(bytes.subarray(from, next))) {
      const end = scanner.isMultiline ? scanner.afterLine(bytes, from) : next;
      sink.entry(notText(++record, line, bytes.subarray(from, end)));
      return end;
    }
    if (nColumns === 0) readHeader(bytes);
    else if (isWide(bytes)) sink.record(scanner, bytes, ++record, line);
    else {
      const end = scanner.isMultiline ? scanner.afterLine(bytes, from) : next;
      refuse(bytes, from, end, 'cell-count', `it has ${scanner.nCells} cells, the header has ${nColumns}`);
      return end;
    }
    return next;
  }
  function countLines(bytes: Buffer, from: number, to: number): void {
    for (let at = scanner.afterLine(bytes, from); at >= 0 && at <= to; at = scanner.afterLine(bytes, at))
      line += 1;
  }
  function run(bytes: Buffer, isClean: boolean, isEnd: boolean): void {
    let from = 0;
    while (from < bytes.length) {
      const next = scanner.scan(bytes, from, isEnd);
      if (next < 0) break;
      const end = take(bytes, from, next, isClean);
      if (scanner.isMultiline) countLines(bytes, from, end);
      else line += 1;
      from = end;
    }
    rest = bytes.subarray(from);
    isRestClean = isClean;
  }
  /** A record that grows without end has a quote that is not closed: its first line is given up. */
  function giveUp(): void {
    const end = scanner.afterLine(rest, 0);
    const isOpen = end >= 0 && end <= options.maxRecordBytes;
    if (isOpen) refuse(rest, 0, end, 'unclosed-quote', QUOTE_MESSAGES['unclosed-quote']);
    else
      sink.entry(
        tooLarge(++record, line, options.maxRecordBytes, rest.subarray(0, 320)) satisfies RefusedEntry,
      );
    isSkipping = end < 0;
    if (!isSkipping) line += 1;
    run(isSkipping ? Buffer.alloc(0) : rest.subarray(end), isRestClean, false);
  }
  function afterSkipped(bytes: Buffer): Buffer {
    if (!isSkipping) return bytes;
    const end = scanner.afterLine(bytes, 0);
    if (end < 0) return Buffer.alloc(0);
    isSkipping = false;
    line += 1;
    return bytes.subarray(end);
  }

  return {
    push({ bytes: given, isClean }) {
      const bytes = afterSkipped(given);
      const isJoined = rest.length > 0;
      run(isJoined ? Buffer.concat([rest, bytes]) : bytes, isClean && (!isJoined || isRestClean), false);
      while (rest.length > options.maxRecordBytes) giveUp();
    },
    end: () => run(rest, isRestClean, true),
  };
}

const QUOTE_MESSAGES = {
  'stray-quote':
    'it has a quote in the middle of a cell: a cell with quotes must be quoted, and each doubled',
  'unclosed-quote': 'it has a quote that is not closed',
};

/** Records of a CSV file, a batch a block. Empty cells and `\N` are null. */
export async function* readCsv(
  blocks: AsyncIterable<TextBlock>,
  dialect: CsvDialect,
  options: { maxRecordBytes: number; firstLine: number },
): AsyncGenerator<TableEntry[]> {
  let entries: TableEntry[] = [];
  let names: string[] = [];
  let hasRecords = false;
  const feed = createCsvFeed(dialect, options, {
    header: (found) => void (names = found),
    record: (scanner, bytes, record, line) =>
      void entries.push({
        kind: 'record',
        record,
        line,
        columns: toColumns(names, scanner, bytes),
        sizeBytes: (scanner.ends[scanner.nCells - 1] ?? 0) - (scanner.starts[0] ?? 0),
      }),
    entry: (entry) => void entries.push(entry),
  });
  const take = (): TableEntry[] => {
    const taken = entries;
    entries = [];
    hasRecords ||= taken.some(({ kind }) => kind !== 'note');
    return taken;
  };
  for await (const block of blocks) {
    feed.push(block);
    yield take();
  }
  feed.end();
  yield take();
  if (!hasRecords && names.length > 0) yield [headerOnly(names)];
}

const headerOnly = (names: readonly string[]): TableEntry => ({
  kind: 'broken',
  trouble: {
    reason: 'no-records',
    message: 'there is no record in it: its only line was taken for the header',
    ...{ line: 1, column: null, sample: sampleOf(names.slice(0, 20).join(', ')) },
  },
});

function toColumns(names: readonly string[], scanner: CsvScanner, bytes: Buffer): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (let cell = 0; cell < names.length; cell++) {
    const own = scanner.text(bytes, cell);
    // Files that were put one behind the other bring their byte order marks along.
    const text = cell === 0 && own.startsWith('\ufeff') ? own.slice(1) : own;
    const value = text === '' || text === '\\N' ? null : text;
    const name = names[cell] as string;
    // Assigned, this name would be the prototype, not a column.
    if (name === '__proto__')
      Object.defineProperty(columns, name, { value, enumerable: true, writable: true, configurable: true });
    else columns[name] = value;
  }
  return columns;
}
