import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { join } from 'node:path';
import { readLakeTable } from './lake-log.ts';
import { hashContent, type LedgerContent } from './load-ledger.ts';
import type { Standing } from './wire-tap.ts';

/** What a dataset of the lake says of each conversation now, read from the files that the log of its table names. */
export interface LakeDatasetView {
  readonly standing: ReadonlyMap<string, Standing>;
  /** Conversations of which a record of the topic lies in the lake more than once. */
  readonly doubled: readonly string[];
}

export interface LakeView {
  readonly datasets: ReadonlyMap<string, LakeDatasetView>;
  /** Highest sequence of a deletion by conversation. */
  readonly deletions: ReadonlyMap<string, number>;
}

const DATASETS = ['ingested', 'translated', 'categorised', 'scored'] as const;

/** Needs neither the product's reader nor its client. */
export async function readLake(bucketDir: string): Promise<LakeView> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const datasets = new Map<string, LakeDatasetView>();
    for (const name of DATASETS) datasets.set(name, await readDataset(connection, bucketDir, name));
    return { datasets, deletions: await readDeletions(connection, bucketDir) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** SQL that reads all files of a dataset; null where it has none. */
async function rowsOf(bucketDir: string, dataset: string): Promise<string | null> {
  const { dir, files } = await readLakeTable(bucketDir, dataset);
  const list = files.map(({ path }) => `'${join(dir, path)}'`).join(', ');
  return files.length === 0 ? null : `read_parquet([${list}], filename = true, hive_partitioning = false)`;
}

type Row = Record<string, string | number | null>;

const query = async (connection: DuckDBConnection, sql: string): Promise<Row[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];

async function readDataset(
  connection: DuckDBConnection,
  bucketDir: string,
  name: string,
): Promise<LakeDatasetView> {
  const rows = await rowsOf(bucketDir, `conversations-${name}`);
  if (rows === null) return { standing: new Map(), doubled: [] };
  // The event id is in it, because a topic made anew gives its offsets again.
  const doubled = await query(
    connection,
    `SELECT DISTINCT conversation_id FROM (SELECT any_value(conversation_id) AS conversation_id FROM ${rows}
     GROUP BY log_partition, log_offset, event_id HAVING count(*) > 1)`,
  );
  const data = name === 'ingested' ? 'data' : 'NULL AS data';
  const newest = await query(
    connection,
    `SELECT conversation_id, sequence::DOUBLE AS sequence, pass, revision, ${data} FROM ${rows}
     QUALIFY row_number() OVER (PARTITION BY conversation_id ORDER BY sequence DESC, pass DESC) = 1`,
  );
  const standing = newest.map((row): [string, Standing] => [
    String(row['conversation_id']),
    {
      sequence: Number(row['sequence']),
      pass: Number(row['pass']),
      revision: String(row['revision']),
      contentHash:
        row['data'] === null ? null : hashContent(JSON.parse(String(row['data'])) as LedgerContent),
    },
  ]);
  return {
    standing: new Map(standing),
    doubled: doubled.map((row) => String(row['conversation_id'])),
  };
}

async function readDeletions(connection: DuckDBConnection, bucketDir: string): Promise<Map<string, number>> {
  const rows = await rowsOf(bucketDir, 'conversations-deleted');
  if (rows === null) return new Map();
  const found = await query(
    connection,
    `SELECT conversation_id, max(sequence)::DOUBLE AS sequence FROM ${rows} GROUP BY conversation_id`,
  );
  return new Map(found.map((row) => [String(row['conversation_id']), Number(row['sequence'])]));
}
