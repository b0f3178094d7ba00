import { DataError } from '@convoscope/detectors';
import { readNumber } from './read-number.ts';

/** Takes the cells of one record after another. Numbers are told apart from texts while they are read. */
export interface CellSink {
  /** The names of the columns, once, before any cell. */
  header(names: string[]): void;
  number(column: number, value: number): void;
  text(column: number, value: string): void;
  endRow(): void;
}

/** A parser that takes a file in pieces. */
export interface CsvParser {
  write(chunk: Buffer): void;
  end(): void;
}

const [QUOTE, NEWLINE, RETURN, BLANK] = [0x22, 0x0a, 0x0d, 0x20];
const DELIMITERS = [',', ';', '\t', '|'].map((text) => text.charCodeAt(0));
/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 64 * 2 ** 20;

/** The delimiter that the first line has most of, outside of quotes. */
function findDelimiter(line: Buffer): number {
  const counts = DELIMITERS.map(() => 0);
  let isQuoted = false;
  for (const byte of line) {
    if (byte === QUOTE) isQuoted = !isQuoted;
    const at = isQuoted ? -1 : DELIMITERS.indexOf(byte);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? 0x2c;
}

/** Names that are there and differ: an empty one is called after its place, a second one gets a number. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((given, index) => {
    const name = given.trim() || `column${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

/** A first line of numbers is data, unless it counts the columns as data frames without names do. */
const isData = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell))) &&
  !cells.every((cell, index) => Number(cell) === index);

/**
 * Parses CSV (RFC 4180; also semicolons, tabs and bars, CR LF, blank lines, a byte-order mark). The first line names the columns; where it
 * holds only numbers, they are called x0, x1 ... Throws `DataError` that names the line for a record of another width and for a quote
 * without an end. Memory: one record; cost: one pass over the bytes.
 */
export function createCsvParser(sink: CellSink): CsvParser {
  let rest: Buffer = Buffer.alloc(0);
  let delimiter = 0;
  let nColumns = 0;
  let line = 1;

  /** The first quote of the piece that was not passed yet, its length where there is none: one search serves many records. */
  let nextQuote = -1;
  const quoteFrom = (bytes: Buffer, from: number): number => {
    const found = bytes.indexOf(QUOTE, from);
    return found < 0 ? bytes.length : found;
  };

  /** Where the record that starts at `from` ends (its line break), or -1 where the rest of it is still to come. */
  function endOfRecord(bytes: Buffer, from: number): number {
    let end = bytes.indexOf(NEWLINE, from);
    if (nextQuote < from) nextQuote = quoteFrom(bytes, from);
    while (nextQuote < end) {
      const close = bytes.indexOf(QUOTE, nextQuote + 1);
      if (close < 0) return -1;
      if (close > end) end = bytes.indexOf(NEWLINE, close);
      nextQuote = quoteFrom(bytes, close + 1);
    }
    return end;
  }

  /** A quoted field; the place after it. */
  function quotedField(bytes: Buffer, from: number, end: number, take: (text: string) => void): number {
    let text = '';
    let start = from + 1;
    for (;;) {
      const close = bytes.indexOf(QUOTE, start);
      if (close < 0 || close >= end) throw new DataError(`line ${line} has a quote that is not closed`);
      text += bytes.toString('utf8', start, close);
      if (bytes[close + 1] !== QUOTE || close + 1 >= end) {
        const next = bytes.indexOf(delimiter, close + 1);
        take(text);
        return next < 0 || next > end ? end : next;
      }
      text += '"';
      start = close + 2;
    }
  }

  /** Gives every field of the record to `take` (quoted) or `range` (where it lies); how many there were. */
  function eachField(
    bytes: Buffer,
    from: number,
    end: number,
    take: (column: number, text: string) => void,
    range: (column: number, start: number, stop: number) => void,
  ): number {
    let column = 0;
    for (let at = from; ; at++, column++) {
      let start = at;
      while (start < end && bytes[start] === BLANK) start++;
      if (start < end && bytes[start] === QUOTE) {
        const own = column;
        at = quotedField(bytes, start, end, (text) => take(own, text));
      } else {
        while (at < end && bytes[at] !== delimiter) at++;
        let stop = at;
        while (stop > start && bytes[stop - 1] === BLANK) stop--;
        range(column, start, stop);
      }
      if (at >= end) return column + 1;
    }
  }

  function readHeader(bytes: Buffer, from: number, end: number): void {
    const start = bytes.subarray(from, from + 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? from + 3 : from;
    if (bytes[from] === 0xff || bytes[from] === 0xfe)
      throw new DataError('the file is UTF-16: save it as UTF-8');
    delimiter = findDelimiter(bytes.subarray(start, end));
    const cells: string[] = [];
    nColumns = eachField(
      bytes,
      start,
      end,
      (_column, text) => cells.push(text),
      (_column, a, b) => cells.push(bytes.toString('utf8', a, b)),
    );
    const hasNoNames = isData(cells);
    sink.header(hasNoNames ? cells.map((_, index) => `x${index}`) : uniqueNames(cells));
    if (hasNoNames) readRow(bytes, start, end);
  }

  const takeText = (column: number, text: string): void => {
    if (column >= nColumns) return;
    const value = text.trim() === '' ? NaN : Number(text);
    if (text !== '' && Number.isNaN(value)) sink.text(column, text);
    else sink.number(column, value);
  };
  let current: Buffer = rest;
  const takeRange = (column: number, start: number, stop: number): void => {
    if (column >= nColumns) return;
    const value = readNumber(current, start, stop);
    if (value !== undefined) sink.number(column, value);
    else sink.text(column, current.toString('utf8', start, stop));
  };

  function readRow(bytes: Buffer, from: number, end: number): void {
    current = bytes;
    const nFields = eachField(bytes, from, end, takeText, takeRange);
    if (nFields !== nColumns)
      throw new DataError(`line ${line} has ${nFields} fields, the first line has ${nColumns}`);
    sink.endRow();
  }

  function readRecord(bytes: Buffer, from: number, newline: number): void {
    const end = newline > from && bytes[newline - 1] === RETURN ? newline - 1 : newline;
    if (end > from) {
      if (nColumns === 0) readHeader(bytes, from, end);
      else readRow(bytes, from, end);
    }
    line += 1;
  }

  return {
    write(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      nextQuote = -1;
      for (let end = endOfRecord(bytes, 0); end >= 0; end = endOfRecord(bytes, from)) {
        readRecord(bytes, from, end);
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > MAX_RECORD_BYTES)
        throw new DataError(`line ${line} does not end: is there a quote that is not closed?`);
    },
    end() {
      if (rest.length > 0) readRecord(rest, 0, rest.length);
    },
  };
}
