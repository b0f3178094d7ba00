import { parseTime, timeFormat, valueAt } from '@convoscope/tables';
import type { ColumnMapping } from '../../mapping/column-mapping.ts';
import { textOrNull } from '../../mapping/scalars.ts';
import { sampleOfColumns } from '../../findings/sample-of-columns.ts';
import type { RawRow, RejectedRow } from '../conversation-source.port.ts';
import type { FileEntry } from './file-entries.ts';

/** The id of a record: the conversation's, so that files may be rewritten and reordered. Null: it has none. */
export function rowIdOf({ entry, key }: FileEntry, mapping: ColumnMapping, source: string): string | null {
  if (entry.kind !== 'record') return null;
  return mapping.id === null ? `${source}-${key}` : textOrNull(valueAt(entry.columns, mapping.id));
}

export function modifiedAtOf({ entry }: FileEntry, mapping: ColumnMapping): number | null {
  if (entry.kind !== 'record' || mapping.modifiedAt === null) return null;
  const format = mapping.timeFormat === null ? null : timeFormat(mapping.timeFormat);
  return parseTime(valueAt(entry.columns, mapping.modifiedAt), format);
}

/** A record as a raw row, or why it is none. What is about a whole file is a rejected row of the file's name. */
export function toRow(given: FileEntry, mapping: ColumnMapping, source: string): RawRow | RejectedRow {
  const { entry, key, file } = given;
  if (entry.kind !== 'record') {
    const { trouble } = entry;
    const { reason, message, line, column, sample } = trouble;
    const record = entry.kind === 'refused' ? entry.record : null;
    const place = { file: file.name, line, record, column, sample };
    return { rowId: key, reason, message, place, ...(entry.kind === 'broken' && { isWholeFile: true }) };
  }
  const { record, columns, line, cells = [] } = entry;
  const rowId = rowIdOf(given, mapping, source);
  if (rowId === null) {
    const message = `there is no id in "${mapping.id}"`;
    const place = { file: file.name, line, record, column: mapping.id, sample: sampleOfColumns(columns) };
    return { rowId: key, reason: 'missing-row-id', message, place };
  }
  const place = { file: file.name, line, record };
  const modifiedAtMs = modifiedAtOf(given, mapping);
  return { rowId, columns, createdAtMs: null, modifiedAtMs, place, ...(cells.length > 0 && { cells }) };
}
