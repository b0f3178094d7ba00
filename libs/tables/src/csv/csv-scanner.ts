export interface CsvDialect {
  delimiter: string;
  /** `none`: quotes are characters like others, as databases write tab-separated text. */
  quoting: 'double' | 'backslash' | 'none';
  newline: '\n' | '\r';
}

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

export const createCsvScanner = (dialect: CsvDialect): CsvScanner => new Scanner(dialect);

/** What `#quotedCell` answers in place of a place. */
const [NEEDS_MORE, IS_BROKEN] = [-1, -2];

class Scanner implements CsvScanner {
  error: CsvError | null = null;
  nCells = 0;
  isBlank = false;
  isMultiline = false;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 0: plain, 1: quoted, 2: quoted with escapes in it. */
  quoted = new Uint8Array(64);
  readonly #quoting: CsvDialect['quoting'];
  readonly #separator: number;
  readonly #lineEnd: number;
  /** -1: there is none. */
  readonly #quote: number;
  /** 1: ends a run of ordinary bytes outside of quotes. */
  readonly #stops = new Uint8Array(256);
  #hasEscape = false;

  constructor({ delimiter, quoting, newline }: CsvDialect) {
    this.#quoting = quoting;
    this.#separator = delimiter.charCodeAt(0);
    this.#lineEnd = newline === '\n' ? NEWLINE : RETURN;
    this.#quote = quoting === 'none' ? -1 : QUOTE;
    for (const byte of [this.#separator, this.#lineEnd, this.#quote]) if (byte >= 0) this.#stops[byte] = 1;
  }

  scan(bytes: Buffer, from: number, isEnd: boolean): number {
    this.nCells = 0;
    this.error = null;
    this.isMultiline = false;
    this.isBlank = false;
    const { length } = bytes;
    const stops = this.#stops;
    const quote = this.#quote;
    const lineEnd = this.#lineEnd;
    let hasQuotes = false;
    for (let at = from; ; at++) {
      const start = at;
      let open = at;
      if (quote >= 0) while (bytes[open] === BLANK) open++;
      if (quote >= 0 && bytes[open] === quote) {
        at = this.#quotedCell(bytes, open, isEnd);
        if (at === NEEDS_MORE) return -1;
        hasQuotes = true;
        if (at === IS_BROKEN) return this.#fail(this.error ?? 'stray-quote', bytes, from, isEnd);
        if (at < length && bytes[at] !== lineEnd) continue;
      } else {
        while (at < length && stops[bytes[at] as number] === 0) at++;
        if (at < length) {
          const stop = bytes[at];
          if (stop === quote) return this.#fail('stray-quote', bytes, from, isEnd);
          if (stop !== lineEnd) {
            this.#push(start, at, 0);
            continue;
          }
        } else if (!isEnd) return -1;
        this.#push(start, this.#beforeReturn(bytes, start, at), 0);
      }
      return this.#finish(bytes, from, at, hasQuotes);
    }
  }

  text(bytes: Buffer, cell: number): string {
    const text = bytes.toString('utf8', this.starts[cell] as number, this.ends[cell] as number);
    if (this.quoted[cell] !== 2) return text;
    return this.#quoting === 'double'
      ? text.replaceAll('""', '"')
      : text.replace(/\\(["\\])|""/g, (_, c) => (c as string) ?? '"');
  }

  afterLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(this.#lineEnd, from);
    return end < 0 ? -1 : end + 1;
  }

  /** The record ends at `at`: what it is as a whole. The place after it. */
  #finish(bytes: Buffer, from: number, at: number, hasQuotes: boolean): number {
    if (hasQuotes) {
      const firstLine = bytes.indexOf(this.#lineEnd, from);
      this.isMultiline = firstLine >= 0 && firstLine < at;
    }
    this.isBlank =
      this.nCells === 1 &&
      this.quoted[0] === 0 &&
      isOnlyBlanks(bytes, this.starts[0] as number, this.ends[0] as number);
    return Math.min(at + 1, bytes.length);
  }

  /** CRLF ends a line, too. */
  #beforeReturn(bytes: Buffer, start: number, at: number): number {
    return this.#lineEnd === NEWLINE && at > start && bytes[at - 1] === RETURN ? at - 1 : at;
  }

  #push(start: number, end: number, kind: number): void {
    const cell = this.nCells++;
    if (cell === this.starts.length) this.#grow();
    this.starts[cell] = start;
    this.ends[cell] = end;
    this.quoted[cell] = kind;
  }

  #grow(): void {
    const wider = <A extends Int32Array | Uint8Array>(array: A, copy: A): A => {
      copy.set(array);
      return copy;
    };
    const size = this.starts.length * 2;
    this.starts = wider(this.starts, new Int32Array(size));
    this.ends = wider(this.ends, new Int32Array(size));
    this.quoted = wider(this.quoted, new Uint8Array(size));
  }

  #fail(why: CsvError, bytes: Buffer, from: number, isEnd: boolean): number {
    const after = this.afterLine(bytes, from);
    if (after < 0 && !isEnd) return -1;
    this.error = why;
    return after < 0 ? bytes.length : after;
  }

  /** A cell in quotes that begins at `open`: the place of what follows it. */
  #quotedCell(bytes: Buffer, open: number, isEnd: boolean): number {
    const close = this.#closingQuote(bytes, open + 1);
    if (close < 0 && isEnd) {
      this.error = 'unclosed-quote';
      return IS_BROKEN;
    }
    if (close < 0 || (close + 1 >= bytes.length && !isEnd)) return NEEDS_MORE;
    let at = close + 1;
    while (bytes[at] === BLANK && this.#separator !== BLANK) at++;
    if (this.#lineEnd === NEWLINE && bytes[at] === RETURN) {
      if (at + 1 >= bytes.length && !isEnd) return NEEDS_MORE;
      if (bytes[at + 1] === NEWLINE || at + 1 >= bytes.length) at++;
    }
    if (at >= bytes.length && !isEnd) return NEEDS_MORE;
    if (at < bytes.length && bytes[at] !== this.#separator && bytes[at] !== this.#lineEnd) {
      this.error = 'stray-quote';
      return IS_BROKEN;
    }
    this.#push(open + 1, close, this.#hasEscape ? 2 : 1);
    return at;
  }

  /** The closing quote of the cell whose text begins at `from`; -1: it is not in these bytes. */
  #closingQuote(bytes: Buffer, from: number): number {
    this.#hasEscape = false;
    for (let at = from; ;) {
      // Quotes lie close together in cells of JSON: a loop finds them sooner than a call does.
      let close = at;
      while (close < bytes.length && bytes[close] !== QUOTE) close++;
      if (close >= bytes.length) return -1;
      if (this.#quoting === 'backslash' && this.#isEscaped(bytes, at, close)) {
        at = close + 1;
        continue;
      }
      if (bytes[close + 1] !== QUOTE) return close;
      this.#hasEscape = true;
      at = close + 2;
    }
  }

  /** Whether an odd number of backslashes stands before the quote; those in the text before are noted, too. */
  #isEscaped(bytes: Buffer, at: number, close: number): boolean {
    let slashes = 0;
    while (bytes[close - 1 - slashes] === BACKSLASH && close - 1 - slashes >= at) slashes++;
    this.#hasEscape ||= slashes > 0;
    if (slashes % 2 === 1) return true;
    if (!this.#hasEscape) this.#hasEscape = bytes.subarray(at, close).includes(BACKSLASH);
    return false;
  }
}

function isOnlyBlanks(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== BLANK && bytes[i] !== RETURN) return false;
  return true;
}
