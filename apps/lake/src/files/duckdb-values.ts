import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ReceivedEvent } from '@convoscope/bus';
import type { Column, ColumnType } from './dataset.ts';

export const duckdbTypes: { readonly [T in ColumnType]: DuckDBType } = {
  VARCHAR,
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  TIMESTAMP,
};

const toTimestamp = (text: string): DuckDBTimestampValue =>
  new DuckDBTimestampValue(BigInt(Date.parse(text)) * 1000n);

/** The values of one column, in the order of the events. */
export function columnValues(column: Column, events: readonly ReceivedEvent[]): DuckDBValue[] {
  if (column.type !== 'TIMESTAMP') return events.map((event) => column.valueOf(event));
  return events.map((event) => {
    const value = column.valueOf(event);
    return value === null ? null : toTimestamp(value as string);
  });
}

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** A string as an SQL literal: file paths in COPY and read_parquet can't be bound as parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
