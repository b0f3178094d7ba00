import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { quoteName, withParquet, type ParquetFile } from '../parquet/open-parquet.ts';
import { plainValue } from '../parquet/plain-value.ts';
import { createColumnBuilder, type ColumnBuilder } from './column-builder.ts';
import type { ColumnTable } from './column-table.ts';

const NUMERIC = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/;

/** A table out of Parquet: numbers and truth values as numbers, all else (dates too) as text, in the file's order. */
export async function readParquetColumns(path: string): Promise<ColumnTable> {
  let columns: ColumnBuilder[] = [];
  for await (const chunk of withParquet(path, chunksOf)) {
    if (Array.isArray(chunk)) {
      columns = chunk.map((name) => createColumnBuilder(name));
    } else columns.forEach((column, index) => pushAll(column, chunk, index));
  }
  return { nRows: columns[0]?.length ?? 0, columns: columns.map((column) => column.finish()) };
}

async function* chunksOf({ connection, table }: ParquetFile): AsyncGenerator<string[] | DuckDBDataChunk> {
  const { names, sql } = await selectOf(connection, table);
  yield names;
  yield* await connection.stream(sql);
}

async function selectOf(
  connection: DuckDBConnection,
  table: string,
): Promise<{ names: string[]; sql: string }> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  const columns = described.getRowObjectsJson() as { column_name: string; column_type: string }[];
  const fields = columns.map(({ column_name: name, column_type: type }) => {
    if (type === 'BLOB') return quoteName(name);
    return `CAST(${quoteName(name)} AS ${NUMERIC.test(type) ? 'DOUBLE' : 'VARCHAR'})`;
  });
  return {
    names: columns.map(({ column_name: name }) => name),
    sql: `SELECT ${fields.join(', ')} FROM ${table}`,
  };
}

function pushAll(column: ColumnBuilder, chunk: DuckDBDataChunk, index: number): void {
  const vector = chunk.getColumnVector(index);
  for (let i = 0; i < chunk.rowCount; i++) {
    const item = vector.getItem(i);
    const value = typeof item === 'object' ? plainValue(item, () => undefined) : item;
    if (typeof value === 'string') column.pushText(value);
    else column.pushNumber(typeof value === 'number' ? value : NaN);
  }
}
