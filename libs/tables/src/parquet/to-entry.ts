import type { TableEntry, Trouble } from '../entry.ts';
import { sampleOf } from '../entry.ts';
import { plainRecord } from './plain-value.ts';

/** A row of DuckDB as a record. A value that is an error could not be read. */
export function toEntry(row: Record<string, unknown>, record: number): TableEntry {
  const cells: Trouble[] = [];
  const columns: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const onTrouble = (reason: Trouble['reason'], message: string, sample: string | null): void =>
      void cells.push({ reason, message, line: null, column, sample });
    if (value instanceof Error) {
      onTrouble('unreadable-column', `its column cannot be read: ${sampleOf(value.message)}`, null);
      columns[column] = null;
    } else columns[column] = plainRecord({ value }, onTrouble)['value'];
  }
  const entry = { kind: 'record' as const, record, line: null, columns, sizeBytes: 0 };
  return cells.length === 0 ? entry : { ...entry, cells };
}
