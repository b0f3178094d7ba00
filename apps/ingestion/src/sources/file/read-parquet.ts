import { DuckDBInstance } from '@duckdb/node-api';
import type { FileRecord } from './file-record.ts';

/**
 * Records of a Parquet file in file order, streamed by DuckDB. Nested lists and structs become arrays and objects, timestamps ISO texts,
 * 64-bit integers texts where they exceed the safe range.
 */
export async function* readParquet(path: string): AsyncIterable<FileRecord> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    const result = await connection.stream('SELECT * FROM read_parquet($path)', { path });
    for await (const records of result.yieldRowObjectJs()) {
      for (const columns of records) yield { columns: plainRecord(columns) };
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const plainRecord = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, plain(value)]));

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainRecord(value as Record<string, unknown>) : value;
}
