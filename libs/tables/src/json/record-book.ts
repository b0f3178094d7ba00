import { isUtf8 } from 'node:buffer';
import { sampleOf, type TableEntry } from '../entry.ts';
import type { TroubleReason } from '../reasons.ts';
import { notText, tooLarge } from '../refusals.ts';
import { parseRecord } from './parse-json.ts';

/** What became of a piece of a document: a record or none of ours (`done`), or broken. */
export type Taken = 'record' | 'done' | 'broken';

/** Bytes of a broken record that its sample is made of. */
const SAMPLE_BYTES = 320;

/** Counts the records of a document and keeps its entries until they are fetched. */
export class RecordBook {
  readonly #recordKeys: readonly string[];
  #entries: TableEntry[] = [];
  #record = 0;

  /** Of members of an object only those with one of these keys are records. */
  constructor(recordKeys: readonly string[]) {
    this.#recordKeys = recordKeys;
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

  /** A whole piece. `isMember`: of a list, or the document itself. `isOther`: it is no object. */
  take(raw: Buffer, line: number, { isMember, isOther }: { isMember: boolean; isOther: boolean }): Taken {
    if (!isUtf8(raw)) {
      this.#entries.push(notText(++this.#record, line, raw));
      return 'done';
    }
    if (isOther && !isMember) return 'done';
    const parsed = parseRecord(raw.toString('utf8'));
    if (!('columns' in parsed)) {
      this.refuse(raw, line, parsed.reason, parsed.message);
      return 'broken';
    }
    if (!isMember && !this.#recordKeys.some((key) => Object.hasOwn(parsed.columns, key))) return 'done';
    this.#entries.push({ kind: 'record', record: ++this.#record, line, sizeBytes: raw.length, ...parsed });
    return 'record';
  }

  /** The file cannot be read further. */
  end(message: string, line: number): void {
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
