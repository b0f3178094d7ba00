import { isUtf8 } from 'node:buffer';
import { sampleOf, type TableEntry } from '../entry.ts';
import type { TroubleReason } from '../reasons.ts';
import { notText, tooLarge } from '../refusals.ts';
import { findRecords, hasKey } from './find-records.ts';
import { OPEN_LIST } from './json-bytes.ts';
import { parseRecord, withBoundedDepth, type ReadRecord } from './parse-json.ts';
import { WaitingMembers } from './waiting-members.ts';

/** What became of a piece of a document: a record or none of ours (`done`), or broken. */
export type Taken = 'record' | 'done' | 'broken';

/** A whole piece of a document, where the records lie. */
interface Piece {
  raw: Buffer;
  line: number;
  /** It is a member of a list, or the document itself. */
  isMember: boolean;
  /** It is no object. */
  isOther: boolean;
  /** The keys it stands under. */
  path: () => string;
}

/** Bytes of a broken record that its sample is made of. */
const SAMPLE_BYTES = 320;

/**
 * Counts the records of a document and keeps its entries until they are fetched. Where the keys of records are known, an object with one of them is
 * a record, and so is what stands in a list with one; what else there is is looked through for records, and named where none is in it.
 */
export class RecordBook {
  readonly #recordKeys: readonly string[];
  readonly #isKeyed: boolean;
  readonly #waiting = new WaitingMembers();
  #entries: TableEntry[] = [];
  #record = 0;

  /** @param isKeyed Whether records with one of the keys are known to be in the document; else every member of a list is one. */
  constructor(recordKeys: readonly string[], isKeyed: boolean) {
    this.#recordKeys = recordKeys;
    this.#isKeyed = isKeyed;
  }

  /** Whether the entry made last is a refusal. */
  get isRefusedLast(): boolean {
    return this.#entries.at(-1)?.kind === 'refused';
  }

  refuse(bytes: Buffer, line: number, reason: TroubleReason, message: string): void {
    const sample = sampleOf(bytes.subarray(0, SAMPLE_BYTES));
    const trouble = { reason, message, line, column: null, sample };
    this.#entries.push({ kind: 'refused', record: ++this.#record, line, trouble });
  }

  refuseLong(bytes: Buffer, line: number, maxBytes: number): void {
    this.#entries.push(tooLarge(++this.#record, line, maxBytes, bytes.subarray(0, SAMPLE_BYTES)));
  }

  /** A key of what stands around the records: one of theirs makes it a record in a place where none can be read. */
  seeOuterKey(key: string, line: number, path: () => string): void {
    if (!this.#isKeyed || !this.#recordKeys.includes(key)) return;
    const message = `it lies outside of where the records before it lie (in "${sampleOf(path())}"): put it into a file of its own`;
    this.refuse(Buffer.from(`"${key}":`), line, 'record-elsewhere', message);
  }

  take(piece: Piece): Taken {
    const { raw, line, isMember, isOther } = piece;
    if (!isUtf8(raw)) {
      this.#entries.push(notText(++this.#record, line, raw));
      return 'done';
    }
    if (isOther && this.#isKeyed && raw[0] === OPEN_LIST) return this.#takeList(piece);
    if (isOther && !isMember) return 'done';
    const parsed = parseRecord(raw.toString('utf8'));
    if (!('columns' in parsed)) {
      const isForeign = this.#isKeyed && !this.#waiting.holdsRecords(piece.path());
      if (isForeign && parsed.reason === 'not-an-object') return 'done';
      this.refuse(raw, line, parsed.reason, parsed.message);
      return 'broken';
    }
    return this.#takeObject(piece, parsed);
  }

  #takeObject(piece: Piece, read: ReadRecord): Taken {
    const { raw, line, isMember } = piece;
    const isKeyed = hasKey(read.columns, this.#recordKeys);
    if (!this.#isKeyed && !isMember && !isKeyed) return 'done';
    const path = this.#isKeyed ? piece.path() : '';
    if (isKeyed && isMember)
      for (const waiting of this.#waiting.release(path))
        this.#add(waiting.read, waiting.line, waiting.sizeBytes);
    if (!this.#isKeyed || isKeyed || (isMember && this.#waiting.holdsRecords(path))) {
      this.#add(read, line, raw.length);
      return 'record';
    }
    if (this.#addFound(piece) > 0) return 'done';
    if (isMember) this.#waiting.hold(path, { read, line, sizeBytes: raw.length });
    else this.#waiting.leaveAside(path, 1, line);
    return 'done';
  }

  /** A list where a record could stand. */
  #takeList(piece: Piece): Taken {
    const { raw, line, isMember } = piece;
    const nFound = this.#addFound(piece);
    if (nFound > 0) return 'done';
    if (nFound < 0) {
      this.refuse(raw, line, 'not-json', 'it is not JSON');
      return 'broken';
    }
    const members = JSON.parse(raw.toString('utf8')) as unknown[];
    const nObjects = members.filter((member) => typeof member === 'object' && member !== null).length;
    if (isMember && this.#waiting.holdsRecords(piece.path()))
      this.refuse(raw, line, 'not-an-object', 'it is a list, not an object');
    else if (nObjects > 0) this.#waiting.leaveAside(piece.path(), nObjects, line);
    return 'done';
  }

  /** Adds the records within a piece that is none; -1: it is not JSON. */
  #addFound({ raw, line }: Piece): number {
    const found = findRecords(raw.toString('utf8'), this.#recordKeys);
    if (found === null) return -1;
    for (const columns of found)
      this.#add(withBoundedDepth(columns), line, Math.ceil(raw.length / found.length));
    return found.length;
  }

  #add(read: ReadRecord, line: number, sizeBytes: number): void {
    this.#entries.push({ kind: 'record', record: ++this.#record, line, sizeBytes, ...read });
  }

  /** The document ends, or cannot be read further: why. */
  end(message: string | null, line: number): void {
    this.#entries.push(...this.#waiting.end(this.#recordKeys));
    if (message === null) return;
    const trouble = { reason: 'file-cut-off' as const, message, line, column: null, sample: null };
    this.#entries.push({ kind: 'broken', trouble });
  }

  /** The entries since the last call. */
  fetch(): TableEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}
