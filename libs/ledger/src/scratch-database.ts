import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Twice what a bucket's joins take. */
const MEMORY_LIMIT = '64MB';
/** Rows that are joined or sorted at once: more would not fit into the memory. */
const BUCKET_ROWS = 50_000;
/** What an appender holds back is not counted against the limit. */
const FLUSH_ROWS = 4096;

export type ColumnType = 'VARCHAR' | 'BIGINT' | 'UBIGINT';
/** The values of one row, in the order of the columns. */
export type Row = readonly (string | bigint | null)[];
/** Column names with their types, in order. */
export type Columns = Readonly<Record<string, ColumnType>>;
export type SqlValues = Readonly<Record<string, string | number | bigint | null>>;

/** A database on disk for one comparison of many ids, removed when it is closed: what does not fit into 64 MB of memory is there. */
export interface ScratchDatabase {
  run(sql: string, values?: SqlValues): Promise<void>;
  rows<T>(sql: string, values?: SqlValues): Promise<T[]>;
  /**
   * Runs a statement that looks at each conversation by itself once for each bucket of ids, so that memory does not grow with `table`. `toSql` is
   * given the condition that a column of ids lies in the bucket.
   */
  runInBuckets(
    table: string,
    toSql: (isInBucket: (column: string) => string) => string,
    values?: SqlValues,
  ): Promise<void>;
  /** Makes the table anew and gives what appends rows to it. */
  createTable(name: string, columns: Columns): Promise<TableAppender>;
  close(): Promise<void>;
}

export interface TableAppender {
  append(row: Row): void;
  /** Nothing is sure to be in the table before. */
  done(): void;
}

/** `purpose` begins the name of its folder. */
export async function openScratchDatabase(scratchDir: string, purpose: string): Promise<ScratchDatabase> {
  const folder = join(scratchDir, `${purpose}-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(join(folder, 'scratch.duckdb'), {
    ...{ memory_limit: MEMORY_LIMIT, threads: '1', preserve_insertion_order: 'false' },
    temp_directory: join(folder, 'spill'),
  });
  const connection = await instance.connect();
  const run = async (sql: string, values?: SqlValues): Promise<void> => {
    await connection.run(sql, { ...values });
  };
  const rows = async <T>(sql: string, values?: SqlValues): Promise<T[]> =>
    (await connection.runAndReadAll(sql, { ...values })).getRowObjectsJS() as T[];
  return {
    run,
    rows,
    async runInBuckets(table, toSql, values) {
      const [counted] = await rows<{ n: number }>(`SELECT count(*)::DOUBLE AS n FROM ${table}`);
      const nBuckets = Math.max(1, Math.ceil((counted?.n ?? 0) / BUCKET_ROWS));
      for (let bucket = 0; bucket < nBuckets; bucket++)
        await run(
          toSql((column) => `hash(${column}) % ${nBuckets} = ${bucket}`),
          values,
        );
    },
    createTable: (name, columns) => createTable(connection, name, columns),
    async close() {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createTable(
  connection: DuckDBConnection,
  name: string,
  columns: Columns,
): Promise<TableAppender> {
  const fields = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.join(', ')})`);
  const appender = await connection.createAppender(name);
  const types = Object.values(columns);
  let nWaiting = 0;
  return {
    append(row) {
      for (const [index, type] of types.entries()) {
        const value = row[index];
        if (value === null) appender.appendNull();
        else if (type === 'VARCHAR') appender.appendVarchar(value as string);
        else if (type === 'BIGINT') appender.appendBigInt(value as bigint);
        else appender.appendUBigInt(value as bigint);
      }
      appender.endRow();
      nWaiting += 1;
      if (nWaiting % FLUSH_ROWS === 0) appender.flushSync();
    },
    done: () => appender.closeSync(),
  };
}
