import { parseTime } from '@convoscope/tables';
import type { ColumnInfo, TableRef } from './nocodb-client.ts';

/** A table as far as reading needs it. */
export interface TableSchema extends TableRef {
  columns: readonly ColumnInfo[];
  titles: readonly string[];
  isKeyNumeric: boolean;
  /** Titles of the columns of type CreatedTime and LastModifiedTime; null where there is none (external databases). */
  createdTitle: string | null;
  modifiedTitle: string | null;
}

const NUMERIC_KEYS = new Set(['ID', 'Number', 'AutoNumber', 'Decimal']);

/** Columns NocoDB keeps for itself or that are no value of the row: never metadata. */
const HIDDEN_TYPES = new Set([
  'ForeignKey',
  'Links',
  'LinkToAnotherRecord',
  'CreatedTime',
  'LastModifiedTime',
  'CreatedBy',
  'LastModifiedBy',
  'Order',
  'Button',
  'QrCode',
  'Barcode',
]);

export function toTableSchema(
  table: { id: string; title: string },
  columns: readonly ColumnInfo[],
): TableSchema {
  const key = columns.find(({ isKey }) => isKey);
  const titleOfType = (type: string): string | null =>
    columns.find((column) => column.type === type)?.title ?? null;
  return {
    id: table.id,
    title: table.title,
    columns,
    titles: columns.map(({ title }) => title),
    keyTitle: key?.title ?? 'Id',
    isKeyNumeric: key === undefined || NUMERIC_KEYS.has(key.type),
    createdTitle: titleOfType('CreatedTime'),
    modifiedTitle: titleOfType('LastModifiedTime'),
  };
}

/**
 * The values of a row that are its own, with what versions and databases give differently made alike: JSON columns parsed, check boxes true or
 * false, times in ISO 8601. So the same row has the same revision over v2 and v3.
 */
export function createRowReader(
  schema: TableSchema,
  mapped: ReadonlySet<string>,
): (row: Record<string, unknown>) => Record<string, unknown> {
  const shown = schema.columns.filter(
    ({ title, type, isKey }) => mapped.has(title) || (!isKey && !HIDDEN_TYPES.has(type)),
  );
  return (row) => Object.fromEntries(shown.map(({ title, type }) => [title, normalise(row[title], type)]));
}

function normalise(value: unknown, type: string): unknown {
  if (value === undefined || value === null) return null;
  if (type === 'JSON' && typeof value === 'string') return parseOrKeep(value);
  if (type === 'Checkbox') return value === true || value === 1 || value === '1' || value === 'true';
  if (type === 'DateTime' || type === 'CreatedTime' || type === 'LastModifiedTime') {
    const ms = parseTime(value);
    return ms === null ? value : new Date(ms).toISOString();
  }
  return value;
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Kept as it is: the mapping reports it, with the row it belongs to.
    return text;
  }
}
