import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  INTEGER,
  TIMESTAMPTZ,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Column, ColumnType, LakeEvent } from '../tables/dataset.ts';

export const duckdbTypes: { readonly [T in ColumnType]: DuckDBType } = {
  VARCHAR,
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  TIMESTAMPTZ,
  DATE,
};

const DAY_MS = 86_400_000;

const toTimestamp = (text: string): DuckDBTimestampTZValue =>
  new DuckDBTimestampTZValue(BigInt(Date.parse(text)) * 1000n);

const toDate = (text: string): DuckDBDateValue => new DuckDBDateValue(Date.parse(text) / DAY_MS);

/** The values of one column, in the order of the events. */
export function columnValues(column: Column, events: readonly LakeEvent[]): DuckDBValue[] {
  const convert = column.type === 'TIMESTAMPTZ' ? toTimestamp : column.type === 'DATE' ? toDate : null;
  return events.map((event) => {
    const value = column.valueOf(event);
    return value === null || convert === null ? value : convert(value as string);
  });
}

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** A string as an SQL literal: file paths in COPY and read_parquet can't be bound as parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
