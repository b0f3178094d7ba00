import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { BrokenFile } from '../entry.ts';
import { openRegularFile } from '../files/open-file.ts';

/** Memory of DuckDB while it reads one file: a page that claims to be larger is refused by it. */
const MEMORY = '512MB';

/** DuckDB takes a path for a pattern; each of its special characters in brackets stands for itself. */
const literalPath = (path: string): string => path.replace(/[[*?]/g, '[$&]');
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export interface ParquetFile {
  path: string;
  connection: DuckDBConnection;
  /** What stands after FROM. */
  table: string;
  /** The same with a column `file_row_number`, by which row groups are passed over. */
  numberedTable: string;
  /** Whether it has decimals that DuckDB reads as rounded numbers. */
  hasWideDecimals: boolean;
  /** Rows that the file says it has. */
  nRowsClaimed: number;
}

/** Runs work on one Parquet file. Failures of DuckDB throw `BrokenFile`. */
export async function* withParquet<T>(
  path: string,
  work: (file: ParquetFile) => AsyncIterable<T>,
): AsyncGenerator<T> {
  await (await openRegularFile(path)).close();
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: MEMORY });
  const connection = await instance.connect();
  try {
    const literal = quoteText(literalPath(path));
    const table = `read_parquet(${literal}, hive_partitioning = false)`;
    const claimed = await connection.runAndReadAll(`SELECT num_rows FROM parquet_file_metadata(${literal})`);
    const nRowsClaimed = Number(claimed.getRows()[0]?.[0] ?? 0);
    const numberedTable = `read_parquet(${literal}, hive_partitioning = false, file_row_number = true)`;
    const wide = await connection.runAndReadAll(
      `SELECT count(*) FROM parquet_schema(${literal}) WHERE converted_type = 'DECIMAL' AND precision > 38`,
    );
    const hasWideDecimals = Number(wide.getRows()[0]?.[0] ?? 0) > 0;
    yield* work({ path, connection, table, numberedTable, nRowsClaimed, hasWideDecimals });
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    const message = describeFailure(error, path);
    throw new BrokenFile('unreadable-file', `it is no Parquet file that can be read: ${message}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What DuckDB says is wrong, without the path. */
export function describeFailure(error: unknown, path: string): string {
  const own = (error as Error).message.split('\n', 1)[0] ?? '';
  return own
    .replaceAll(literalPath(path), 'it')
    .replaceAll(path, 'it')
    .replaceAll(/ (?:in|of) file 'it'/g, '');
}
