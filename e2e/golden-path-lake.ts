import type { ObjectStore } from '@convoscope/objects';
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The conversations in the lake, read from the Parquet files themselves, past the log of its tables and the reader. */
export interface LakeConversations {
  /** Distinct ids, sorted by code unit; an id that lies in two files counts once. */
  ids(): Promise<string[]>;
}

const FOLDER = 'lake/conversations';

async function downloadNew(objects: ObjectStore, dir: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { key } of objects.list(FOLDER)) {
    // Names that begin with `_` are the log's.
    if (!key.endsWith('.parquet') || key.includes('/_')) continue;
    // A key is never written twice with other content.
    const file = join(dir, key.replaceAll('/', '_'));
    if (!existsSync(file)) await objects.download(key, file);
    files.push(file);
  }
  return files;
}

async function readIds(files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const list = files.map((file) => `'${file}'`).join(', ');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const sql = `SELECT DISTINCT conversation_id FROM read_parquet([${list}])`;
    const rows = (await connection.runAndReadAll(sql)).getRowsJson() as [string][];
    return rows.map(([id]) => id).sort();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Copies of the files are kept in `dir`, which must exist. */
export const openLake = (objects: ObjectStore, dir: string): LakeConversations => ({
  ids: async () => readIds(await downloadNew(objects, dir)),
});
