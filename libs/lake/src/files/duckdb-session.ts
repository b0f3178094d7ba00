import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface DuckDBSession {
  connection: DuckDBConnection;
  /** A folder that is gone afterwards. */
  folder: string;
}

export interface SessionOptions {
  scratchDir: string;
  /** DuckDB's own limit; beyond it, it goes on disk. */
  memoryLimit?: string;
  /** Ends a running statement at once. */
  signal?: AbortSignal | undefined;
}

/** What every instance is opened with: one thread keeps the order of rows; times are UTC whatever the machine's zone. */
export async function openInstance(scratchDir: string, memoryLimit = '256MB'): Promise<DuckDBInstance> {
  await mkdir(scratchDir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ threads: '1', memory_limit: memoryLimit },
    temp_directory: join(scratchDir, 'duckdb-spill'),
  });
  const connection = await instance.connect();
  await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
  connection.closeSync();
  return instance;
}

/** Runs work with a DuckDB of its own and a folder; both are gone afterwards, with the memory they took. */
export async function withDuckDB<T>(
  { scratchDir, memoryLimit, signal }: SessionOptions,
  work: (session: DuckDBSession) => Promise<T>,
): Promise<T> {
  const folder = join(scratchDir, `lake-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const instance = await openInstance(folder, memoryLimit);
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    return await work({ connection, folder });
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
