import { isUtf8 } from 'node:buffer';
import { sampleOf, type TableEntry, type TroubleReason } from '../entry.ts';
import { notText, tooLarge } from '../refusals.ts';
import { parseRecord } from './parse-json.ts';
import { createResync, type Resync } from './resync.ts';

export interface SplitterOptions {
  /** Brackets that are open around a record. */
  depth: number;
  maxRecordBytes: number;
  /** Of objects in an object (not in a list) only those with one of these keys are records. */
  recordKeys: readonly string[];
}

export interface DocumentSplitter {
  push(bytes: Buffer): TableEntry[];
  end(): TableEntry[];
}

const [QUOTE, BACKSLASH, NEWLINE, COLON] = [0x22, 0x5c, 0x0a, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Brackets looked after; what is deeper is a broken or a hostile record. */
const MAX_BRACKETS = 100_000;

/** 1: structure, 2: space or separator; else part of a scalar. */
const KIND = new Uint8Array(256);
for (const byte of [QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST]) KIND[byte] = 1;
for (const byte of [0x20, 0x09, 0x0d, NEWLINE, 0x2c, COLON]) KIND[byte] = 2;

/**
 * Cuts a JSON document into its records by looking only at brackets, quotes and line feeds. A record that is broken (a bracket of the wrong
 * kind, a line feed inside a string, too long, not JSON) is refused, and reading goes on at the next place that looks like the beginning of a
 * record, as the good ones before have shown it.
 */
export function createDocumentSplitter(options: SplitterOptions): DocumentSplitter {
  const { depth: recordDepth, maxRecordBytes, recordKeys } = options;
  const resync: Resync = createResync();
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;
  let line = 1;
  let record = 0;
  const stack = new Uint8Array(MAX_BRACKETS + 1);
  let depth = 0;
  let isInString = false;
  /** Where the record begins that is being read; -1: none is. */
  let start = -1;
  let startLine = 1;
  /** A member that is no object. */
  let isOther = false;
  let isLost = false;
  let entries: TableEntry[] = [];

  const isInList = (): boolean => recordDepth === 0 || stack[recordDepth - 1] === OPEN_LIST;

  function refuse(reason: TroubleReason, message: string): void {
    record += 1;
    const sample = sampleOf(bytes.subarray(start, start + 320));
    entries.push({
      kind: 'refused',
      record,
      line: startLine,
      trouble: { reason, message, line: startLine, column: null, sample },
    });
  }

  function finish(end: number): boolean {
    const raw = bytes.subarray(start, end);
    if (!isUtf8(raw)) entries.push(notText(++record, startLine, raw));
    else if (!take(raw)) return false;
    start = -1;
    isOther = false;
    return true;
  }

  /** False: it is broken, and another record seems to lie inside of it. */
  function take(raw: Buffer): boolean {
    const text = raw.toString('utf8');
    if (isOther && !isInList()) return true;
    const parsed = parseRecord(text);
    if ('columns' in parsed) {
      if (!isInList() && !recordKeys.some((key) => Object.hasOwn(parsed.columns, key))) return true;
      record += 1;
      resync.learn(bytes, start);
      entries.push({ kind: 'record', record, line: startLine, sizeBytes: raw.length, ...parsed });
      return true;
    }
    refuse(parsed.reason, parsed.message);
    return resync.find(bytes, start + 1, start + raw.length) < 0;
  }

  function goTo(place: number): void {
    let lines = startLine;
    for (let i = Math.max(0, start); i < place; i++) if (bytes[i] === NEWLINE) lines += 1;
    line = lines;
    at = place;
    depth = recordDepth;
    isInString = false;
    isOther = false;
    start = -1;
    isLost = false;
  }

  /** Gives the record up and looks for the next one, in what is there of it and in what is still to come. */
  function giveUp(reason: TroubleReason | null, message = ''): void {
    if (reason !== null) refuse(reason, message);
    const place = resync.find(bytes, start + 1, bytes.length);
    if (place >= 0) return goTo(place);
    isLost = true;
    isInString = false;
    at = bytes.length;
  }

  function beginOther(): void {
    if (start >= 0 || depth !== recordDepth) return;
    start = at;
    startLine = line;
    isOther = true;
  }

  function openBracket(byte: number): boolean {
    if (depth === recordDepth && start < 0) {
      start = at;
      startLine = line;
      isOther = byte === OPEN_LIST;
    }
    stack[depth] = byte;
    depth += 1;
    return depth < MAX_BRACKETS;
  }

  /** False where the bracket closes something that was not opened so. */
  function closeBracket(byte: number): boolean {
    const isEndOfOther = isOther && start >= 0 && depth === recordDepth;
    if (isEndOfOther && !finish(at)) return false;
    const opener = byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_LIST;
    const isWrong = depth === 0 || stack[depth - 1] !== opener;
    // Between records it is one too many: no record is broken by it, and there is none to go back to.
    if (isWrong) return start < 0;
    depth -= 1;
    if (start >= 0 && depth === recordDepth && !finish(at + 1)) return false;
    return true;
  }

  /** What ends a value that is no object: a comma or a space beside it. */
  function endOther(): void {
    const isScalar = isOther && start >= 0 && depth === recordDepth && recordDepth > 0;
    if (isScalar && bytes[start] !== OPEN_LIST) finish(at);
    else if (isOther && start >= 0 && depth === 0 && bytes[at] === NEWLINE) finish(at);
  }

  /** What was read is the key of a member, not a member. */
  function endKey(): void {
    if (depth !== recordDepth || isInList()) return;
    start = -1;
    isOther = false;
  }

  function skipString(): void {
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        isInString = false;
        return;
      }
      if (byte === BACKSLASH) at += 1;
      else if (byte === NEWLINE) {
        if (start >= 0) return giveUp('not-json', 'a line ends inside of a text: a quote is missing');
        line += 1;
        isInString = false;
        return;
      }
    }
  }

  function step(): void {
    const byte = bytes[at] ?? 0;
    const kind = KIND[byte];
    if (kind === 0) beginOther();
    else if (kind === 2) {
      if (isOther && byte === COLON) endKey();
      else if (isOther) endOther();
      if (byte === NEWLINE) line += 1;
    } else if (byte === QUOTE) {
      beginOther();
      isInString = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (!openBracket(byte)) return giveUp('nested-too-deep', 'it is nested without end');
    } else if (!closeBracket(byte)) {
      const isSaid = start < 0 || entries.at(-1)?.kind === 'refused';
      return giveUp(isSaid ? null : 'not-json', 'its brackets do not match');
    }
    at += 1;
  }

  function scan(): void {
    while (at < bytes.length) {
      if (isInString) {
        skipString();
        if (!isInString && bytes[at] === QUOTE && !isLost) at += 1;
        continue;
      }
      step();
    }
  }

  /** Drops what is done with, so that memory is bounded by one record. */
  function keepRest(): void {
    const keepFrom = isLost
      ? Math.max(0, bytes.length - resync.overlap)
      : start >= 0
        ? start
        : Math.max(0, at - resync.overlap);
    if (isLost) for (let i = Math.max(0, start); i < keepFrom; i++) if (bytes[i] === NEWLINE) startLine += 1;
    bytes = bytes.subarray(keepFrom);
    at -= keepFrom;
    // A lost record whose beginning is dropped begins before the bytes: what is left of it is searched from its first byte on.
    if (start >= 0) start = Math.max(isLost ? -1 : 0, start - keepFrom);
  }

  function takeEntries(): TableEntry[] {
    const taken = entries;
    entries = [];
    return taken;
  }

  return {
    push(chunk) {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      if (isLost) {
        const place = resync.find(bytes, start + 1, bytes.length);
        if (place < 0) {
          at = bytes.length;
          keepRest();
          return takeEntries();
        }
        goTo(place);
      }
      scan();
      while (start >= 0 && !isLost && bytes.length - start > maxRecordBytes) {
        entries.push(tooLarge(++record, startLine, maxRecordBytes, bytes.subarray(start, start + 320)));
        giveUp(null);
        scan();
      }
      keepRest();
      return takeEntries();
    },
    end() {
      while (start >= 0 && !isLost && !isOther) {
        const place = resync.find(bytes, start + 1, bytes.length);
        if (place < 0) break;
        refuse('not-json', 'its brackets do not match');
        goTo(place);
        scan();
      }
      if (isOther && start >= 0 && depth === recordDepth && !isInString) finish(bytes.length);
      if (isLost || depth > 0 || isInString) {
        const message = isLost
          ? 'behind this record no other could be found'
          : 'the file ends in the middle of a value: is the download whole?';
        const place = { line: isLost ? startLine : line, column: null, sample: null };
        entries.push({ kind: 'broken', trouble: { reason: 'file-cut-off', message, ...place } });
      }
      return takeEntries();
    },
  };
}
