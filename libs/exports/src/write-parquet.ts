import { DuckDBInstance, DuckDBTimestampMillisecondsValue, type DuckDBAppender } from '@duckdb/node-api';
import { ConfigError } from '@convoscope/contracts';
import type { Column, ColumnType } from './conversation-columns.ts';
import type { ExportTarget } from './export-target.ts';

const SQL_TYPES: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP_MS',
};

/** Through DuckDB: the rows lie in its memory until the file is written. Throws `ConfigError` without a file. */
export async function writeParquet(
  rows: AsyncIterable<unknown>,
  columns: readonly Column<unknown>[],
  { file }: ExportTarget,
): Promise<void> {
  if (file === null) throw new ConfigError(['Parquet needs a file: add --out FILE']);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const definitions = columns.map(({ name, type }) => `"${name}" ${SQL_TYPES[type]}`).join(', ');
    await connection.run(`CREATE TABLE export (${definitions})`);
    const appender = await connection.createAppender('export');
    for await (const row of rows) {
      for (const column of columns) appendValue(appender, column.type, column.value(row));
      appender.endRow();
    }
    appender.closeSync();
    await connection.run(`COPY export TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function appendValue(
  appender: DuckDBAppender,
  type: ColumnType,
  value: ReturnType<Column<unknown>['value']>,
): void {
  if (value === null) return appender.appendNull();
  switch (type) {
    case 'text':
      return appender.appendVarchar(String(value));
    case 'integer':
      return appender.appendBigInt(BigInt(Number(value)));
    case 'number':
      return appender.appendDouble(Number(value));
    case 'boolean':
      return appender.appendBoolean(Boolean(value));
    case 'timestamp':
      return appender.appendTimestampMilliseconds(
        new DuckDBTimestampMillisecondsValue(BigInt((value as Date).getTime())),
      );
  }
}
