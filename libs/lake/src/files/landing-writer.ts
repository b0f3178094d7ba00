import { DuckDBDataChunk, type DuckDBConnection, type DuckDBInstance } from '@duckdb/node-api';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset, LakeEvent } from '../tables/dataset.ts';
import type { Statistics } from '../delta/actions.ts';
import { collectStatistics } from '../delta/statistics.ts';
import { openInstance } from './duckdb-session.ts';
import { columnValues, duckdbTypes, literal, quoted } from './duckdb-values.ts';
import { PARQUET_OPTIONS } from './parquet-options.ts';
import { whenDiskIsFull } from './when-disk-is-full.ts';

/** DuckDB's own vector size: a chunk may not be larger. */
const CHUNK_ROWS = 2048;

/** A Parquet file that is not in the lake yet. */
export interface DraftFile {
  body: Buffer;
  sha256: string;
  statistics: Statistics;
}

export interface LandingWriter {
  /**
   * One file of all events, in their order, whatever their days. The same events give the same bytes on the same version of DuckDB. Throws
   * TransientError while the disk is full.
   */
  write(dataset: Dataset, events: readonly LakeEvent[]): Promise<DraftFile>;
  close(): void;
}

async function fill(
  connection: DuckDBConnection,
  dataset: Dataset,
  events: readonly LakeEvent[],
): Promise<void> {
  const columns = dataset.columns.map(({ name, type }) => `${quoted(name)} ${type}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE rows (${columns.join(', ')})`);
  const types = dataset.columns.map(({ type }) => duckdbTypes[type]);
  const appender = await connection.createAppender('rows');
  for (let start = 0; start < events.length; start += CHUNK_ROWS) {
    const some = events.slice(start, start + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(types, some.length);
    chunk.setColumns(dataset.columns.map((column) => columnValues(column, some)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function writeDraft(
  instance: DuckDBInstance,
  scratchDir: string,
  dataset: Dataset,
  events: readonly LakeEvent[],
): Promise<DraftFile> {
  await mkdir(scratchDir, { recursive: true });
  const path = join(scratchDir, `landing-${randomUUID()}.parquet`);
  const connection = await instance.connect();
  try {
    await fill(connection, dataset, events);
    await connection.run(`COPY rows TO ${literal(path)} (${PARQUET_OPTIONS})`);
    const statistics = await collectStatistics(connection, 'rows', dataset.columns);
    const body = await readFile(path);
    return { body, sha256: createHash('sha256').update(body).digest('hex'), statistics };
  } finally {
    connection.closeSync();
    await rm(path, { force: true });
  }
}

/**
 * Writes events as zstd Parquet through DuckDB: columns in data chunks into a table in memory (measured here: a fifth faster than the row
 * appender and twice as fast as reading JSON), then one COPY. One thread, so that the order of rows and the bytes repeat.
 */
export async function createLandingWriter(options: { scratchDir: string }): Promise<LandingWriter> {
  const instance = await openInstance(options.scratchDir);
  return {
    write: (dataset, events) =>
      whenDiskIsFull(() => writeDraft(instance, options.scratchDir, dataset, events)),
    close: () => instance.closeSync(),
  };
}
