import type { ObjectStore } from '@convoscope/objects';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withDuckDB } from '../files/duckdb-session.ts';
import { literal } from '../files/duckdb-values.ts';
import type { Action } from './actions.ts';
import { checkpointKeys, lastCheckpointKey } from './log-keys.ts';
import type { Snapshot } from './snapshot.ts';

/** What `_last_checkpoint` says. */
export interface LastCheckpoint {
  version: number;
  /** Number of actions. */
  size: number;
  parts?: number | null;
}

const FILE = `path VARCHAR, "partitionValues" MAP(VARCHAR, VARCHAR), size BIGINT`;
/** Columns of a checkpoint (PROTOCOL.md, «Checkpoint Schema») as DuckDB types. */
const COLUMNS = {
  protocol: `STRUCT("minReaderVersion" INTEGER, "minWriterVersion" INTEGER)`,
  metaData: `STRUCT(id VARCHAR, name VARCHAR, description VARCHAR, format STRUCT(provider VARCHAR, options MAP(VARCHAR, VARCHAR)),
    "schemaString" VARCHAR, "partitionColumns" VARCHAR[], configuration MAP(VARCHAR, VARCHAR), "createdTime" BIGINT)`,
  txn: `STRUCT("appId" VARCHAR, version BIGINT, "lastUpdated" BIGINT)`,
  add: `STRUCT(${FILE}, "modificationTime" BIGINT, "dataChange" BOOLEAN, stats VARCHAR, tags MAP(VARCHAR, VARCHAR))`,
  remove: `STRUCT(${FILE}, "deletionTimestamp" BIGINT, "dataChange" BOOLEAN, "extendedFileMetadata" BOOLEAN)`,
};

function* lines(snapshot: Snapshot): Generator<string> {
  for (const action of snapshot.actions()) yield `${JSON.stringify(action)}\n`;
}

/**
 * Writes all that stands as Parquet and points `_last_checkpoint` at it, so that a reader need not go through the commits before. Writing the same
 * version again is harmless. Cost: one row for each file that stands.
 */
export async function writeCheckpoint(
  objects: ObjectStore,
  root: string,
  snapshot: Snapshot,
  scratchDir: string,
): Promise<void> {
  // Copied before anything is awaited: the snapshot goes on.
  const { version } = snapshot;
  const size = 2 + snapshot.transactions.size + snapshot.files.size + snapshot.removed.size;
  const content = [...lines(snapshot)];
  const [key = ''] = checkpointKeys(root, version);
  await withDuckDB({ scratchDir }, async ({ connection, folder }) => {
    const [json, parquet] = [join(folder, 'actions.json'), join(folder, 'checkpoint.parquet')];
    await pipeline(Readable.from(content), createWriteStream(json));
    const columns = Object.entries(COLUMNS).map(([name, type]) => `"${name}": ${literal(type)}`);
    await connection.run(
      `COPY (SELECT * FROM read_json(${literal(json)}, format = 'newline_delimited', maximum_object_size = 67108864,
         columns = {${columns.join(', ')}})) TO ${literal(parquet)} (FORMAT parquet, COMPRESSION snappy)`,
    );
    await objects.putFile(key, parquet, { contentType: 'application/vnd.apache.parquet' });
  });
  const last: LastCheckpoint = { version, size };
  await objects.put(lastCheckpointKey(root), JSON.stringify(last), { contentType: 'application/json' });
}

/** The actions of a checkpoint, one part after the other. Columns that this library does not know are left out. */
export async function readCheckpoint(
  objects: ObjectStore,
  keys: readonly string[],
  scratchDir: string,
): Promise<Action[]> {
  return withDuckDB({ scratchDir }, async ({ connection, folder }) => {
    const all: Action[] = [];
    for (const key of keys) {
      const path = join(folder, 'checkpoint.parquet');
      await objects.download(key, path);
      const from = `read_parquet(${literal(path)})`;
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
      const known = described
        .getRowObjects()
        .map((row) => String(row['column_name']))
        .filter((name) => name in COLUMNS);
      const columns = known.map((name) => `to_json("${name}") AS "${name}"`).join(', ');
      const result = await connection.stream(`SELECT ${columns} FROM ${from}`);
      for await (const rows of result.yieldRowObjectJs())
        for (const row of rows) all.push(parseRow(row as Record<string, string | null>));
    }
    return all;
  });
}

const parseRow = (row: Record<string, string | null>): Action =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, json]) =>
      json === null ? [] : [[name, JSON.parse(json) as unknown] as const],
    ),
  );
