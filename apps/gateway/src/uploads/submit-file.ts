import { readChats } from '@convoscope/chat-formats';
import type { ConversationsSubmitted } from '@convoscope/contracts';
import type { TableEntry } from '@convoscope/tables';

export type SubmittedRow = ConversationsSubmitted['rows'][number];

/** A row or file that could not be read. */
export interface Refusal {
  line: number | null;
  record: number | null;
  column: string | null;
  reason: string;
  message: string;
  sample: string | null;
}

export interface SubmittedFile {
  nRows: number;
  nRefused: number;
  /** The first of them. */
  refused: Refusal[];
}

const ROWS_A_PART = 200;
/** Of text: an event should be well below what travels as a claim check. */
const BYTES_A_PART = 256 * 1024;
const MAX_REFUSALS_TOLD = 100;

/**
 * Hands the rows of a file over in parts, as it is read, the last one marked. A row that cannot be read is told, and stops nothing. Memory: a part.
 * `publish` is called one part after the other; nothing is, where there is no row.
 */
export async function submitFile(
  { path, name }: { path: string; name: string },
  publish: (rows: SubmittedRow[], isLast: boolean) => Promise<void>,
): Promise<SubmittedFile> {
  const result: SubmittedFile = { nRows: 0, nRefused: 0, refused: [] };
  let part: SubmittedRow[] = [];
  let sizeBytes = 0;
  for await (const batch of readChats(path, {})) {
    for (const entry of batch) {
      if (entry.kind !== 'record') {
        refuse(result, entry);
        continue;
      }
      // Only when another row follows is it known that this part is not the last.
      if (part.length >= ROWS_A_PART || sizeBytes >= BYTES_A_PART) {
        await publish(part, false);
        [part, sizeBytes] = [[], 0];
      }
      part.push(toRow(entry, name));
      sizeBytes += entry.sizeBytes;
      result.nRows += 1;
    }
  }
  if (part.length > 0) await publish(part, true);
  return result;
}

type RecordEntry = Extract<TableEntry, { kind: 'record' }>;

const toRow = ({ record, line, columns }: RecordEntry, file: string): SubmittedRow => ({
  ...{ rowId: `${file}#${record}`, file, line, record },
  // As JSON has it: what a Parquet file holds beside, such as dates and large integers, becomes text.
  columns: JSON.parse(
    JSON.stringify(columns, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ) as Record<string, unknown>,
});

function refuse(result: SubmittedFile, entry: Exclude<TableEntry, RecordEntry>): void {
  // Notes are about how it was understood, not about what was not.
  if (entry.kind === 'note') return;
  result.nRefused += 1;
  if (result.refused.length >= MAX_REFUSALS_TOLD) return;
  const { line, column, reason, message, sample } = entry.trouble;
  const record = entry.kind === 'refused' ? entry.record : null;
  result.refused.push({
    line: entry.kind === 'refused' ? entry.line : line,
    record,
    column,
    reason,
    message,
    sample,
  });
}
