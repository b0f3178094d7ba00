import { sampleOf } from '@convoscope/tables';
import type { Finding } from '../../findings/finding.ts';
import type { RawRow, RejectedRow, RowPage } from '../conversation-source.port.ts';
import type { FileEntry } from './file-entries.ts';
import type { RecordReader, Standing } from './record-reader.ts';

/** A page also ends when it has read this much. */
const PAGE_BYTES = 8 * 1024 * 1024;

/** Why a row is no conversation. */
export interface RowProblem {
  reason: string;
  message: string;
}

interface PageOptions {
  pageSize: number;
  toRow: (entry: FileEntry) => RawRow | RejectedRow;
  problemOf: (row: RawRow) => RowProblem | null;
}

/** Records up to the end of a page, turned into rows. */
export async function takePage(
  reader: RecordReader,
  { pageSize, toRow, problemOf }: PageOptions,
): Promise<RowPage> {
  const rows: RawRow[] = [];
  const rejected: RejectedRow[] = [];
  const findings: Finding[] = [];
  const bytesBefore = reader.bytesRead;
  let sizeBytes = 0;
  let isAtEnd = false;
  let hasRecords = false;
  while (
    rows.length + rejected.length < pageSize &&
    sizeBytes < PAGE_BYTES &&
    reader.bytesRead - bytesBefore < PAGE_BYTES
  ) {
    const given = await reader.next();
    if (given === null) {
      isAtEnd = true;
      break;
    }
    const { entry } = given;
    hasRecords ||= entry.kind === 'record' || entry.kind === 'refused';
    if (entry.kind === 'record') sizeBytes += entry.sizeBytes;
    if (entry.kind === 'note') findings.push({ ...entry.trouble, file: given.file.name });
    else if (given.standing === 'older') placeOlder(toRow(given), given, { rejected, findings, problemOf });
    else place(toRow(given), given, rows, rejected);
  }
  return {
    rows,
    rejected,
    findings,
    next: isAtEnd ? null : reader.position,
    lastKey: hasRecords ? reader.position : null,
    sizeBytes: reader.takeBytes(),
    shareRead: reader.bytesTotal === 0 ? null : Math.min(1, reader.bytesRead / reader.bytesTotal),
  };
}

function place(
  row: RawRow | RejectedRow,
  given: FileEntry & Standing,
  rows: RawRow[],
  rejected: RejectedRow[],
): void {
  if ('reason' in row) rejected.push(row);
  else if (given.standing === 'repeated') rejected.push(duplicateOf(row, given));
  else rows.push(row);
}

/** One that does not count because another is newer is said; one that is no conversation at all is refused for what it is. */
function placeOlder(
  row: RawRow | RejectedRow,
  given: FileEntry,
  {
    rejected,
    findings,
    problemOf,
  }: Pick<RowPage, 'rejected'> & { findings: Finding[] } & Pick<PageOptions, 'problemOf'>,
): void {
  if ('reason' in row) return void rejected.push(row);
  const problem = problemOf(row);
  if (problem === null) findings.push(olderThan(given));
  else rejected.push({ ...duplicateOf(row, given), ...problem });
}

const duplicateOf = (row: RawRow, { key, file, entry }: FileEntry): RejectedRow => ({
  // The place, not the id, names the error: the first record with this id is a good row of the same id.
  rowId: key,
  reason: 'duplicate-conversation-id',
  message: 'the id occurred before; the first record counts',
  place: {
    file: file.name,
    line: entry.kind === 'record' ? entry.line : null,
    record: entry.kind === 'record' ? entry.record : null,
    column: null,
    sample: sampleOf(row.rowId),
  },
});

const olderThan = ({ file, entry }: FileEntry): Finding => ({
  reason: 'older-record',
  message: 'another record of the same conversation is newer, or as new and came first: that one counts',
  file: file.name,
  line: entry.kind === 'record' ? entry.line : null,
  column: null,
  sample: null,
});
