import { DuckDBDataChunk, DuckDBInstance, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import type { ReceivedEvent } from '@convoscope/bus';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from './dataset.ts';
import { whenDiskIsFull } from './disk-full.ts';
import { columnValues, duckdbTypes, literal, quoted } from './duckdb-values.ts';

/** DuckDB's own vector size: a chunk may not be larger. */
const CHUNK_ROWS = 2048;

/** A Parquet file that is not in the lake yet. */
export interface DraftFile {
  date: string;
  body: Buffer;
  rows: number;
  sha256: string;
  minOffset: bigint;
  maxOffset: bigint;
}

export interface ParquetWriter {
  /**
   * One file a day, rows in the order of the events. The same events give the same bytes on the same version of DuckDB. Throws TransientError
   * while the disk is full.
   */
  write(dataset: Dataset, events: readonly ReceivedEvent[]): Promise<DraftFile[]>;
  close(): void;
}

const tableOf = (dataset: Dataset): string =>
  dataset.columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');

async function fill(
  connection: DuckDBConnection,
  dataset: Dataset,
  events: readonly ReceivedEvent[],
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE rows (date VARCHAR, ${tableOf(dataset)})`);
  const types = [VARCHAR, ...dataset.columns.map(({ type }) => duckdbTypes[type])];
  const appender = await connection.createAppender('rows');
  for (let start = 0; start < events.length; start += CHUNK_ROWS) {
    const some = events.slice(start, start + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(types, some.length);
    chunk.setColumns([
      some.map((event) => dataset.dateOf(event.data)),
      ...dataset.columns.map((column) => columnValues(column, some)),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function readDraft(folder: string, events: readonly ReceivedEvent[], date: string): Promise<DraftFile> {
  const [name = ''] = await readdir(folder);
  const body = await readFile(join(folder, name));
  const offsets = events.map(({ position }) => position.offset);
  return {
    ...{ date, body, rows: events.length },
    sha256: createHash('sha256').update(body).digest('hex'),
    minOffset: offsets.reduce((a, b) => (b < a ? b : a)),
    maxOffset: offsets.reduce((a, b) => (b > a ? b : a)),
  };
}

async function writeDrafts(
  instance: DuckDBInstance,
  scratchDir: string,
  dataset: Dataset,
  events: readonly ReceivedEvent[],
): Promise<DraftFile[]> {
  if (events.length === 0) return [];
  const folder = join(scratchDir, `lake-${randomUUID()}`);
  await mkdir(scratchDir, { recursive: true });
  const connection = await instance.connect();
  try {
    const days = [...Map.groupBy(events, (event) => dataset.dateOf(event.data))].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    // Day by day: where days alternate, the split by day costs half as much again.
    await fill(
      connection,
      dataset,
      days.flatMap(([, ofDay]) => ofDay),
    );
    await connection.run(
      `COPY rows TO ${literal(folder)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (date), ROW_GROUP_SIZE 122880)`,
    );
    return await Promise.all(
      days.map(([date, ofDay]) => readDraft(join(folder, `date=${date}`), ofDay, date)),
    );
  } finally {
    connection.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Writes events as zstd Parquet through DuckDB: columns in data chunks into a table in memory (measured here: a fifth faster than the row
 * appender and twice as fast as reading JSON), then one COPY that splits by day. One thread, so that the order of rows and the bytes repeat.
 */
export async function createParquetWriter(options: { scratchDir: string }): Promise<ParquetWriter> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB' });
  return {
    write: (dataset, events) =>
      whenDiskIsFull(() => writeDrafts(instance, options.scratchDir, dataset, events)),
    close: () => instance.closeSync(),
  };
}
