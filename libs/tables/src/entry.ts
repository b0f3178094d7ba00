import { HIDDEN, shown } from './encoding/no-text.ts';
import type { TroubleReason } from './reasons.ts';

/** Something that is wrong, or that a person should know, with the place it stands at. */
export interface Trouble {
  reason: TroubleReason;
  /** A sentence: what, and where it helps how to mend it. */
  message: string;
  /** Line from 1 on; null where the format has no lines. */
  line: number | null;
  /** Name of the column; null where it is about the row or the file. */
  column: string | null;
  /** The text it is about, shortened and without control characters. */
  sample: string | null;
}

/** A row that was read. `record` counts rows from 1 on, refused ones too. */
export interface RecordEntry {
  kind: 'record';
  record: number;
  line: number | null;
  columns: Record<string, unknown>;
  /** Bytes of its text, about; of Parquet 0. */
  sizeBytes: number;
  /** Cells that could not be read and are null. Absent: none. */
  cells?: readonly Trouble[];
}

/** A row that was refused. */
export interface RefusedEntry {
  kind: 'refused';
  record: number;
  line: number | null;
  trouble: Trouble;
}

/** What is to be said about the whole file; what follows is read. */
export interface NoteEntry {
  kind: 'note';
  trouble: Trouble;
}

/** The file, or the rest of it, cannot be read. Always the last entry. */
export interface BrokenEntry {
  kind: 'broken';
  trouble: Trouble;
}

export type TableEntry = RecordEntry | RefusedEntry | NoteEntry | BrokenEntry;

/** Raised inside the reader for what ends a file; the reader turns it into a `broken` entry. */
export class BrokenFile extends Error {
  readonly trouble: Trouble;
  constructor(reason: TroubleReason, message: string, line: number | null = null) {
    super(message);
    this.trouble = { reason, message, line, column: null, sample: null };
  }
}

const SAMPLE_CHARACTERS = 80;

/** A text as it may be shown: one line, at most 80 characters, control characters and what is no text as `\xNN` or `\uNNNN`. */
export function sampleOf(text: string | Buffer): string {
  const whole =
    typeof text === 'string'
      ? text
          .slice(0, 2 * SAMPLE_CHARACTERS)
          .replace(
            /[\p{C}\u2028\u2029]/gu,
            (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
          )
      : text
          .subarray(0, 4 * SAMPLE_CHARACTERS)
          .toString('latin1')
          .replace(HIDDEN, shown);
  return whole.length <= SAMPLE_CHARACTERS ? whole : `${whole.slice(0, SAMPLE_CHARACTERS - 1)}…`;
}
