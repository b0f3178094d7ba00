import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import { parseTime } from '../../mapping/parse-time.ts';
import type { RawRow, RejectedRow, RowPage } from '../conversation-source.port.ts';
import type { NumberedRecord, RecordReader } from './record-reader.ts';

/** A page also ends when it has read this much. */
const PAGE_BYTES = 8 * 1024 * 1024;

/** Records up to the end of a page, turned into rows. */
export async function takePage(
  reader: RecordReader,
  pageSize: number,
  toRow: (record: NumberedRecord) => RawRow | RejectedRow,
): Promise<RowPage> {
  const rows: RawRow[] = [];
  const rejected: RejectedRow[] = [];
  const bytesBefore = reader.bytesRead;
  let isAtEnd = false;
  while (rows.length + rejected.length < pageSize && reader.bytesRead - bytesBefore < PAGE_BYTES) {
    const record = await reader.next();
    if (record === null) {
      isAtEnd = true;
      break;
    }
    const row = toRow(record);
    if ('reason' in row) rejected.push(row);
    else if (record.isDuplicate) rejected.push(duplicateOf(row, record));
    else rows.push(row);
  }
  const lastKey = rows.length + rejected.length === 0 ? null : reader.position;
  return {
    rows,
    rejected,
    next: isAtEnd ? null : reader.position,
    lastKey,
    sizeBytes: reader.takeBytes(),
    shareRead: reader.bytesTotal === 0 ? null : Math.min(1, reader.bytesRead / reader.bytesTotal),
  };
}

const duplicateOf = (row: RawRow, { key }: NumberedRecord): RejectedRow => ({
  // The place, not the id, names the error: the first record with this id is a good row of the same id.
  rowId: key,
  reason: 'duplicate-conversation-id',
  message: `"${row.rowId}" occurred before; the first record counts`,
});

/** A record as a raw row; its id is the conversation id. */
export function toRawRow(
  { record, key }: NumberedRecord,
  mapping: ColumnMapping,
  source: string,
): RawRow | RejectedRow {
  if ('unreadable' in record) return { rowId: key, reason: 'unreadable-row', message: record.unreadable };
  const id = mapping.id === null ? `${source}-${key}` : record.columns[mapping.id];
  if (typeof id !== 'string' && typeof id !== 'number') {
    return { rowId: key, reason: 'missing-row-id', message: `no text in "${mapping.id}"` };
  }
  const modified = mapping.modifiedAt === null ? null : parseTime(record.columns[mapping.modifiedAt]);
  return { rowId: String(id).trim(), columns: record.columns, createdAtMs: null, modifiedAtMs: modified };
}
