import type { Trouble } from '@convoscope/tables';
import type { Finding } from '../findings/finding.ts';

/** Where a row stands in a file. */
export interface RowPlace {
  file: string;
  /** From 1 on; null where the format has none. */
  line: number | null;
  /** From 1 on; null where it is about the whole file. */
  record: number | null;
}

/** One conversation as the source holds it, before mapping. */
export interface RawRow {
  /** The source's own key as text; unique within the source. */
  rowId: string;
  /** Values by column title, as the source gave them. */
  columns: Record<string, unknown>;
  /** Rows of the messages table, in key order, where messages live in a table of their own. */
  messageRows?: readonly Record<string, unknown>[];
  /** Creation and last modification at the source, ms since the epoch; null where it does not say. */
  createdAtMs: number | null;
  modifiedAtMs: number | null;
  /** Of a file: where the row stands. */
  place?: RowPlace;
  /** Cells that could not be read and are null. */
  cells?: readonly Trouble[];
}

/** A row that could not be read at all. It is recorded as a processing error and does not stop its page. */
export interface RejectedRow {
  rowId: string;
  /** One of `TroubleReason`, of the source's own, or of the rules. */
  reason: string;
  message: string;
  /** Of a file: where it stands, and what it begins with. */
  place?: RowPlace & { column: string | null; sample: string | null };
  /** Not a row, but a file or the rest of one: what it holds is not known, so none of it is gone. */
  isWholeFile?: true;
}

export interface RowPage {
  rows: RawRow[];
  rejected: RejectedRow[];
  /** Key to go on after; opaque to callers, ordered only by the source. Null: nothing follows now. */
  next: string | null;
  /** Key of the last row of the page; null on an empty page. What a cursor is advanced to. */
  lastKey: string | null;
  /** Bytes read from the source for this page. */
  sizeBytes: number;
  /** Share of all rows read when this page ends, 0 to 1, where the source knows it without counting; else null. */
  shareRead: number | null;
  /** What was found out about the files, and what of them does not count. */
  findings?: readonly Finding[];
}

/** Keys greater than `after` (null: from the first) up to and including `upTo` (null: to the last). */
export interface KeyRange {
  after: string | null;
  upTo: string | null;
}

/** Where the change feed stands. Written and read by the adapter only; small JSON, kept in the cursor state. */
export type ChangeMark = Record<string, string | number | boolean | null>;

export interface ChangePage {
  rows: RawRow[];
  rejected: RejectedRow[];
  sizeBytes: number;
  /** Set on the last page: everything up to here has been delivered. */
  mark: ChangeMark | null;
  findings?: readonly Finding[];
  /** On the last page: something is gone that the feed cannot name, so everything must be read. */
  missesRows?: boolean;
}

/** What the id sweep says of a row. */
export interface SweptRow {
  rowId: string;
  /** Modification, else creation time in ms; null where the source does not say. */
  versionMs: number | null;
  /** Whether every change of the conversation changes `versionMs`; false where messages lie in a table of their own. */
  isExact: boolean;
}

/**
 * A place conversations come from. Adapters: `nocodb`, `file`.
 * Failures throw TransientError (the poll is repeated later, the cursor stays) or PermanentError; wrong configuration throws ConfigError
 * with every problem. Every method may be called again at any time; pages after the same key hold the same rows unless the source changed.
 */
export interface ConversationSource {
  readonly name: string;
  readonly kind: 'nocodb' | 'file';
  /** Whether `changes` finds edited rows. False: only reading everything does. Known after `open`. */
  readonly seesChanges: boolean;
  /** Reads the schema and checks mapping and settings against it. Must be called first. Throws ConfigError. */
  open(signal?: AbortSignal): Promise<void>;
  /** Rows in key order. `range.upTo` bounds it. */
  rowsAfter(range: KeyRange, signal?: AbortSignal): Promise<RowPage>;
  /** Splits all keys there are now into at most `n` ranges that can be read at the same time. */
  splitKeys(n: number, signal?: AbortSignal): Promise<KeyRange[]>;
  /** The mark from which `changes` misses nothing that is changed after this call. */
  markNow(signal?: AbortSignal): Promise<ChangeMark>;
  /** Rows changed since the mark, some of them perhaps unchanged; ends with a page that carries the next mark. */
  changes(since: ChangeMark, signal?: AbortSignal): AsyncIterable<ChangePage>;
  /** Every row id there is, in batches, in key order. */
  sweep(signal?: AbortSignal): AsyncIterable<SweptRow[]>;
  /** Whether the last sweep met everything there is. False: something could not be read, so nothing may be deleted by it. Absent: always. */
  isSweepWhole?(): boolean;
  /** Rows that the last sweep met and could not read so far as to know their ids. Absent: none. */
  nUnidentified?(): number;
  count(signal?: AbortSignal): Promise<number>;
  /** The rows that still exist, in any order. */
  rowsByIds(
    rowIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ rows: RawRow[]; rejected: RejectedRow[] }>;
  close(): Promise<void>;
}
