import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { DataTable } from '@convoscope/detectors';
import { createColumnBuilder, type ColumnBuilder } from './column-builder.ts';

const NUMERIC = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/;
const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function selectOf(
  connection: DuckDBConnection,
  source: string,
): Promise<{ names: string[]; sql: string }> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  const columns = described.getRowObjectsJson() as { column_name: string; column_type: string }[];
  const fields = columns.map(
    ({ column_name: name, column_type: type }) =>
      `CAST(${quoteName(name)} AS ${NUMERIC.test(type) ? 'DOUBLE' : 'VARCHAR'})`,
  );
  return {
    names: columns.map(({ column_name: name }) => name),
    sql: `SELECT ${fields.join(', ')} FROM ${source}`,
  };
}

function push(column: ColumnBuilder, value: unknown): void {
  if (typeof value === 'string') column.pushText(value);
  else column.pushNumber(typeof value === 'number' ? value : NaN);
}

/** A table out of Parquet: numbers and truth values as numbers, all else (dates too) as text, in the file's order. */
export async function readParquet(path: string): Promise<DataTable> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '1' });
  const connection = await instance.connect();
  try {
    const { names, sql } = await selectOf(connection, `read_parquet(${quoteText(path)})`);
    const columns = names.map((name) => createColumnBuilder(name));
    const result = await connection.stream(sql);
    for await (const chunk of result)
      columns.forEach((column, index) => {
        const vector = chunk.getColumnVector(index);
        for (let i = 0; i < chunk.rowCount; i++) push(column, vector.getItem(i));
      });
    return { nRows: columns[0]?.length ?? 0, columns: columns.map((column) => column.finish()) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
