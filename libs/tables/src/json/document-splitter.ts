import type { TableEntry } from '../entry.ts';
import type { TroubleReason } from '../reasons.ts';
import { Brackets } from './brackets.ts';
import {
  BACKSLASH,
  COLON,
  countNewlines,
  keyBefore,
  KIND,
  lastSignBefore,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes.ts';
import { RecordBook } from './record-book.ts';
import { createResync, type Resync } from './resync.ts';

export interface SplitterOptions {
  /** Brackets that are open around a record. */
  depth: number;
  maxRecordBytes: number;
  /** Of objects in an object (not in a list) only those with one of these keys are records. */
  recordKeys: readonly string[];
  /** Whether one of them was seen in the document: then what has none is no record, but in a list with one that has. */
  isKeyed: boolean;
}

export interface DocumentSplitter {
  push(bytes: Buffer): TableEntry[];
  end(): TableEntry[];
}

/** Bytes that show how an object begins. */
const LOOK_AHEAD = 128;

/**
 * Cuts a JSON document into its records by looking only at brackets, quotes and line feeds. A record that is broken (a bracket of the wrong
 * kind, a line feed inside a string, too long, not JSON) is refused, and reading goes on at the next place that looks like the beginning of a
 * record, as the good ones before have shown it.
 */
export const createDocumentSplitter = (options: SplitterOptions): DocumentSplitter => new Splitter(options);

class Splitter implements DocumentSplitter {
  readonly #brackets: Brackets;
  readonly #maxRecordBytes: number;
  readonly #book: RecordBook;
  readonly #resync: Resync = createResync();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #line = 1;
  #isEnd = false;
  /** For bytes that tell what the next bracket is. */
  #isWaiting = false;
  #isInString = false;
  /** Where the record begins that is being read; -1: none is. */
  #start = -1;
  #startLine = 1;
  /** A member that is no object. */
  #isOther = false;
  #isLost = false;

  constructor({ depth, maxRecordBytes, recordKeys, isKeyed }: SplitterOptions) {
    this.#brackets = new Brackets(depth);
    this.#maxRecordBytes = maxRecordBytes;
    this.#book = new RecordBook(recordKeys, isKeyed);
  }

  push(chunk: Buffer): TableEntry[] {
    this.#isWaiting = false;
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (this.#isLost) {
      const place = this.#resync.find(this.#bytes, this.#start + 1, this.#bytes.length);
      if (place < 0) {
        this.#at = this.#bytes.length;
        this.#keepRest();
        return this.#book.fetch();
      }
      this.#goTo(place);
    }
    this.#scan();
    while (this.#start >= 0 && !this.#isLost && this.#bytes.length - this.#start > this.#maxRecordBytes) {
      this.#book.refuseLong(this.#bytes.subarray(this.#start), this.#startLine, this.#maxRecordBytes);
      this.#giveUp(null);
      this.#scan();
    }
    this.#keepRest();
    return this.#book.fetch();
  }

  end(): TableEntry[] {
    [this.#isEnd, this.#isWaiting] = [true, false];
    this.#scan();
    while (this.#start >= 0 && !this.#isLost && !this.#isOther) {
      const place = this.#resync.find(this.#bytes, this.#start + 1, this.#bytes.length);
      if (place < 0) break;
      this.#refuse('not-json', 'its brackets do not match');
      this.#goTo(place);
      this.#scan();
    }
    if (this.#isMemberOpen() && !this.#isInString) this.#finish(this.#bytes.length);
    const isOpen = this.#brackets.depth > 0 || this.#isInString;
    const message = this.#isLost
      ? 'behind this record no other could be found'
      : 'the file ends in the middle of a value: is the download whole?';
    this.#book.end(this.#isLost || isOpen ? message : null, this.#isLost ? this.#startLine : this.#line);
    return this.#book.fetch();
  }

  /** A member that is no object has begun and nothing within it is open. */
  #isMemberOpen(): boolean {
    return this.#isOther && this.#start >= 0 && this.#brackets.isAroundRecord;
  }

  #refuse(reason: TroubleReason, message: string): void {
    this.#book.refuse(this.#bytes.subarray(this.#start), this.#startLine, reason, message);
  }

  /** False: it is broken, and another record seems to lie inside of it. */
  #finish(end: number): boolean {
    const raw = this.#bytes.subarray(this.#start, end);
    const taken = this.#book.take({
      raw,
      line: this.#startLine,
      isMember: this.#brackets.isInList,
      isOther: this.#isOther,
      path: () => this.#brackets.path(),
    });
    if (taken === 'record') {
      this.#resync.learn(this.#bytes, this.#start);
      this.#brackets.learnFrame();
    }
    if (taken === 'broken' && this.#resync.find(this.#bytes, this.#start + 1, end) >= 0) return false;
    this.#start = -1;
    this.#isOther = false;
    return true;
  }

  #goTo(place: number): void {
    this.#line = this.#startLine + countNewlines(this.#bytes, Math.max(0, this.#start), place);
    this.#at = place;
    this.#brackets.backToRecord();
    this.#isInString = false;
    this.#isOther = false;
    this.#start = -1;
    this.#isLost = false;
  }

  /** Gives the record up and looks for the next one, in what is there of it and in what is still to come. */
  #giveUp(reason: TroubleReason | null, message = ''): void {
    if (reason !== null) this.#refuse(reason, message);
    const place = this.#resync.find(this.#bytes, this.#start + 1, this.#bytes.length);
    if (place >= 0) return this.#goTo(place);
    this.#isLost = true;
    this.#isInString = false;
    this.#at = this.#bytes.length;
  }

  #beginOther(): void {
    if (this.#start >= 0 || !this.#brackets.isAroundRecord) return;
    this.#start = this.#at;
    this.#startLine = this.#line;
    this.#isOther = true;
  }

  /**
   * What is broken before a record may have closed the list around it, or begun another one: then a record begins, as the good ones did, where none
   * may begin. False: more bytes are needed to know it.
   */
  #lookForLostRecord(): boolean {
    const isWithinOther = this.#start >= 0 && this.#isOther;
    const isOutside = this.#start < 0 && !this.#brackets.isAroundRecord;
    if (!this.#brackets.hasFrame || !(isWithinOther || isOutside)) return true;
    if (!this.#isEnd && this.#bytes.length - this.#at < LOOK_AHEAD) return false;
    if (isWithinOther && this.#resync.isListOfLearnt(this.#bytes, this.#start)) return true;
    const before = lastSignBefore(this.#bytes, this.#at);
    if (this.#bytes[before] === COLON || !this.#resync.isLikeLearnt(this.#bytes, this.#at)) return true;
    if (isOutside) this.#startLine = this.#line - countNewlines(this.#bytes, before + 1, this.#at);
    const broken = this.#bytes.subarray(isOutside ? Math.max(0, before - 60) : this.#start, before + 1);
    this.#book.refuse(broken, this.#startLine, 'not-json', 'its brackets do not match');
    this.#start = -1;
    this.#isOther = false;
    this.#brackets.restoreFrame();
    return true;
  }

  #openBracket(byte: number): boolean {
    if (this.#brackets.isAroundRecord && this.#start < 0) {
      this.#start = this.#at;
      this.#startLine = this.#line;
      this.#isOther = byte === OPEN_LIST;
    }
    return this.#brackets.open(byte);
  }

  /** False where the bracket closes something that was not opened so. */
  #closeBracket(byte: number): boolean {
    if (this.#isMemberOpen() && !this.#finish(this.#at)) return false;
    // Between records it is one too many: no record is broken by it, and there is none to go back to.
    if (!this.#brackets.close(byte)) return this.#start < 0;
    return this.#start < 0 || !this.#brackets.isAroundRecord || this.#finish(this.#at + 1);
  }

  /** What ends a value that is no object: a comma or a space beside it. */
  #endOther(): void {
    const { depth } = this.#brackets;
    const isScalar = this.#isMemberOpen() && depth > 0 && this.#bytes[this.#start] !== OPEN_LIST;
    const isLine = this.#isOther && this.#start >= 0 && depth === 0 && this.#bytes[this.#at] === NEWLINE;
    if (isScalar || isLine) this.#finish(this.#at);
  }

  /** What was read is a key; where it was taken for a member, it is the key of one. */
  #endKey(): void {
    if (!this.#brackets.isOnPath || (this.#start >= 0 && !this.#isOther)) return;
    if (this.#brackets.isAroundRecord && this.#brackets.isInList) return;
    const key = keyBefore(this.#bytes, this.#at);
    this.#brackets.setKey(key);
    this.#book.seeOuterKey(key, this.#line, () => this.#brackets.path(this.#brackets.depth - 1));
    if (!this.#brackets.isAroundRecord) return;
    this.#start = -1;
    this.#isOther = false;
  }

  #skipString(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length) {
      const byte = bytes[at];
      if (byte === QUOTE || byte === NEWLINE) break;
      at += byte === BACKSLASH ? 2 : 1;
    }
    this.#at = at;
    if (at >= bytes.length) return;
    if (bytes[at] === NEWLINE) {
      if (this.#start >= 0)
        return this.#giveUp('not-json', 'a line ends inside of a text: a quote is missing');
      this.#line += 1;
    }
    this.#isInString = false;
  }

  #step(): void {
    const byte = this.#bytes[this.#at] ?? 0;
    const kind = KIND[byte];
    if (kind === 0) this.#beginOther();
    else if (kind === 2) {
      if (byte === COLON) this.#endKey();
      else if (this.#isOther) this.#endOther();
      if (byte === NEWLINE) this.#line += 1;
    } else if (byte === QUOTE) {
      this.#beginOther();
      this.#isInString = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.#isWaiting = byte === OPEN_OBJECT && !this.#lookForLostRecord();
      if (this.#isWaiting) return;
      if (!this.#openBracket(byte)) return this.#giveUp('nested-too-deep', 'it is nested without end');
    } else if (!this.#closeBracket(byte)) {
      const isSaid = this.#start < 0 || this.#book.isRefusedLast;
      return this.#giveUp(isSaid ? null : 'not-json', 'its brackets do not match');
    }
    this.#at += 1;
  }

  #scan(): void {
    while (this.#at < this.#bytes.length && !this.#isWaiting) {
      if (this.#isInString) {
        this.#skipString();
        if (!this.#isInString && this.#bytes[this.#at] === QUOTE && !this.#isLost) this.#at += 1;
        continue;
      }
      this.#step();
    }
  }

  /** Drops what is done with, so that memory is bounded by one record. */
  #keepRest(): void {
    const keepFrom = this.#isLost
      ? Math.max(0, this.#bytes.length - this.#resync.overlap)
      : this.#start >= 0
        ? this.#start
        : Math.max(0, this.#at - this.#resync.overlap);
    if (this.#isLost) this.#startLine += countNewlines(this.#bytes, Math.max(0, this.#start), keepFrom);
    this.#bytes = this.#bytes.subarray(keepFrom);
    this.#at -= keepFrom;
    // A lost record whose beginning is dropped begins before the bytes: what is left of it is searched from its first byte on.
    if (this.#start >= 0) this.#start = Math.max(this.#isLost ? -1 : 0, this.#start - keepFrom);
  }
}
