import type { CsvDialect } from './dialect.ts';

export type CsvError = 'stray-quote' | 'unclosed-quote';

/** Finds records and cells in bytes. What it found of the last record stands in its fields until the next `scan`. */
export interface CsvScanner {
  /**
   * Scans the record at `from`; the place after it, or -1 where more bytes are needed. A record that is broken ends with its first line, so
   * that an open quote does not swallow the good ones behind it.
   */
  scan(bytes: Buffer, from: number, isEnd: boolean): number;
  /** Why the record is broken, or null. */
  readonly error: CsvError | null;
  readonly nCells: number;
  readonly isBlank: boolean;
  /** Whether it goes over several lines. */
  readonly isMultiline: boolean;
  /** Where the cells' texts begin and end, and whether they are quoted (0: no). Longer than `nCells`; to be asked for anew with each record. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly quoted: Uint8Array;
  /** The cell's text. */
  text(bytes: Buffer, cell: number): string;
  /** The place after the first line of the record at `from`. */
  afterLine(bytes: Buffer, from: number): number;
}

const [QUOTE, BACKSLASH, RETURN, NEWLINE, BLANK] = [0x22, 0x5c, 0x0d, 0x0a, 0x20];

export function createCsvScanner({ delimiter, quoting, newline }: CsvDialect): CsvScanner {
  const separator = delimiter.charCodeAt(0);
  const lineEnd = newline === '\n' ? NEWLINE : RETURN;
  const quote = quoting === 'none' ? -1 : QUOTE;
  /** 1: ends a run of ordinary bytes outside of quotes. */
  const stops = new Uint8Array(256);
  for (const byte of [separator, lineEnd]) stops[byte] = 1;
  if (quote >= 0) stops[quote] = 1;
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
  /** 0: plain, 1: quoted, 2: quoted with escapes in it. */
  let quoted = new Uint8Array(64);
  let nCells = 0;
  let error: CsvError | null = null;
  let isBlank = false;
  let isMultiline = false;
  let hasEscape = false;

  function grow(): void {
    const wider = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    [starts, ends] = [wider(starts), wider(ends)];
    const copy = new Uint8Array(quoted.length * 2);
    copy.set(quoted);
    quoted = copy;
  }
  function push(start: number, end: number, kind: number): void {
    if (nCells === starts.length) grow();
    starts[nCells] = start;
    ends[nCells] = end;
    quoted[nCells++] = kind;
  }
  /** The closing quote of the cell whose text begins at `at`; -1: it is not in these bytes. */
  function closingQuote(bytes: Buffer, at: number): number {
    hasEscape = false;
    for (;;) {
      // Quotes lie close together in cells of JSON: a loop finds them sooner than a call does.
      let close = at;
      while (close < bytes.length && bytes[close] !== QUOTE) close++;
      if (close >= bytes.length) return -1;
      if (quoting === 'backslash') {
        let slashes = 0;
        while (bytes[close - 1 - slashes] === BACKSLASH && close - 1 - slashes >= at) slashes++;
        hasEscape ||= slashes > 0;
        if (slashes % 2 === 1) {
          at = close + 1;
          continue;
        }
        if (!hasEscape) hasEscape = bytes.subarray(at, close).includes(BACKSLASH);
      }
      if (bytes[close + 1] !== QUOTE) return close;
      hasEscape = true;
      at = close + 2;
    }
  }
  function fail(why: CsvError, bytes: Buffer, from: number, isEnd: boolean): number {
    const after = afterLine(bytes, from);
    if (after < 0 && !isEnd) return -1;
    error = why;
    return after < 0 ? bytes.length : after;
  }
  function afterLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(lineEnd, from);
    return end < 0 ? -1 : end + 1;
  }
  /** A cell in quotes that begins at `open`; the place of what follows it, -1: more bytes are needed, -2: broken. */
  function quotedCell(bytes: Buffer, open: number, isEnd: boolean): number {
    const close = closingQuote(bytes, open + 1);
    if (close < 0 || (close + 1 >= bytes.length && !isEnd)) {
      if (!isEnd) return -1;
      if (close < 0) {
        error = 'unclosed-quote';
        return -2;
      }
    }
    let at = close + 1;
    while (bytes[at] === BLANK && separator !== BLANK) at++;
    if (lineEnd === NEWLINE && bytes[at] === RETURN) {
      if (at + 1 >= bytes.length && !isEnd) return -1;
      if (bytes[at + 1] === NEWLINE || at + 1 >= bytes.length) at++;
    }
    if (at >= bytes.length && !isEnd) return -1;
    if (at < bytes.length && bytes[at] !== separator && bytes[at] !== lineEnd) {
      error = 'stray-quote';
      return -2;
    }
    push(open + 1, close, hasEscape ? 2 : 1);
    return at;
  }
  function unquotedEnd(bytes: Buffer, start: number, at: number): number {
    const isLast = at >= bytes.length || bytes[at] === lineEnd;
    return isLast && lineEnd === NEWLINE && at > start && bytes[at - 1] === RETURN ? at - 1 : at;
  }

  function scan(bytes: Buffer, from: number, isEnd: boolean): number {
    nCells = 0;
    error = null;
    isMultiline = false;
    isBlank = false;
    const { length } = bytes;
    let hasQuotes = false;
    for (let at = from; ; at++) {
      let start = at;
      if (quote >= 0) while (bytes[start] === BLANK) start++;
      if (quote >= 0 && bytes[start] === quote) {
        const after = quotedCell(bytes, start, isEnd);
        if (after === -1) return -1;
        hasQuotes = true;
        if (after === -2) return fail(error ?? 'stray-quote', bytes, from, isEnd);
        at = after;
      } else {
        start = at;
        while (at < length && stops[bytes[at] as number] === 0) at++;
        if (at < length && bytes[at] === quote) return fail('stray-quote', bytes, from, isEnd);
        if (at >= length && !isEnd) return -1;
        push(start, unquotedEnd(bytes, start, at), 0);
      }
      if (at >= length || bytes[at] === lineEnd) {
        const only = nCells === 1 && quoted[0] === 0;
        isBlank = only && isOnlyBlanks(bytes, starts[0] as number, ends[0] as number);
        if (hasQuotes) {
          const firstLine = bytes.indexOf(lineEnd, from);
          isMultiline = firstLine >= 0 && firstLine < at;
        }
        return Math.min(at + 1, length);
      }
    }
  }
  return {
    scan,
    afterLine,
    get error() {
      return error;
    },
    get nCells() {
      return nCells;
    },
    get isBlank() {
      return isBlank;
    },
    get isMultiline() {
      return isMultiline;
    },
    get starts() {
      return starts;
    },
    get ends() {
      return ends;
    },
    get quoted() {
      return quoted;
    },
    text(bytes, cell) {
      const text = bytes.toString('utf8', starts[cell] as number, ends[cell] as number);
      if (quoted[cell] !== 2) return text;
      return quoting === 'double'
        ? text.replaceAll('""', '"')
        : text.replace(/\\(["\\])|""/g, (_, c) => (c as string) ?? '"');
    },
  };
}

function isOnlyBlanks(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== BLANK && bytes[i] !== RETURN) return false;
  return true;
}
