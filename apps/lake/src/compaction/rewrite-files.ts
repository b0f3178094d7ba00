import { DuckDBInstance } from '@duckdb/node-api';
import type { ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LAKE_SCHEMA_VERSION, type Dataset } from '../files/dataset.ts';
import { literal, literals } from '../files/duckdb-values.ts';
import { compactedKey } from '../files/file-key.ts';
import type { LakeFile } from '../manifest/manifest.ts';
import { LocalFiles, sha256OfFile } from '../reader/local-files.ts';

/** A conversation whose text must be gone, up to the sequence of its erasure. */
export interface Erasure {
  tenant: string;
  conversationId: string;
  sequence: number;
}

export interface RewriteOptions {
  objects: ObjectStore;
  scratchDir: string;
}

export interface RewriteResult {
  /** Null: no row is left. */
  output: LakeFile | null;
  nErasedRows: number;
}

const smallest = (offsets: readonly bigint[]): bigint => offsets.reduce((a, b) => (b < a ? b : a));
const largest = (offsets: readonly bigint[]): bigint => offsets.reduce((a, b) => (b > a ? b : a));

/** Rows that must not be kept. Passed as JSON: the list can be long. */
const erasedRows = (erasures: readonly Erasure[]): string =>
  `EXISTS (SELECT 1 FROM (SELECT unnest(from_json(${literal(JSON.stringify(erasures))},
     '[{"tenant":"VARCHAR","conversationId":"VARCHAR","sequence":"BIGINT"}]')) AS e)
   WHERE e.tenant = rows.tenant AND e."conversationId" = rows.conversation_id AND e.sequence >= rows.sequence)`;

/**
 * Puts the rows of some files of one partition and day, without those erased, as one file under a key that is a function of its inputs. The
 * manifest is not touched: until it is, the new file does not count. Needs the disk for inputs and output, not the memory.
 */
export async function rewriteFiles(
  options: RewriteOptions,
  dataset: Dataset,
  partition: number,
  inputs: readonly LakeFile[],
  erasures: readonly Erasure[] = [],
): Promise<RewriteResult> {
  const folder = join(options.scratchDir, `lake-rewrite-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    const paths = await new LocalFiles(options.objects, folder).fetch(inputs);
    const path = join(folder, 'output.parquet');
    const from = `read_parquet(${literals(paths)}, union_by_name = true, hive_partitioning = false)`;
    const kept = erasures.length === 0 ? '' : `WHERE NOT ${erasedRows(erasures)}`;
    await connection.run(
      `COPY (SELECT * FROM ${from} rows ${kept}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
    );
    const counted = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER FROM read_parquet(${literal(path)}, hive_partitioning = false)`,
    );
    const rows = Number(counted.getRows()[0]?.[0]);
    const nErasedRows = inputs.reduce((sum, file) => sum + file.rows, 0) - rows;
    if (rows === 0) return { output: null, nErasedRows };
    return { output: await put(options, dataset, { partition, inputs, erasures, path, rows }), nErasedRows };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(
  { objects }: RewriteOptions,
  dataset: Dataset,
  made: {
    partition: number;
    inputs: readonly LakeFile[];
    erasures: readonly Erasure[];
    path: string;
    rows: number;
  },
): Promise<LakeFile> {
  const { inputs, path, rows } = made;
  const date = inputs[0]?.date ?? '';
  const ingredients = [...inputs.map((file) => file.key), JSON.stringify(made.erasures)];
  const key = compactedKey(dataset, date, made.partition, ingredients);
  // Unconditional: a leftover of a crash under this key holds the same rows, and putting it again renews its age for the sweep.
  await objects.putFile(key, path, { contentType: 'application/vnd.apache.parquet' });
  return {
    ...{ key, date, rows, bytes: (await stat(path)).size, sha256: await sha256OfFile(path) },
    minOffset: String(smallest(inputs.map((file) => BigInt(file.minOffset)))),
    maxOffset: String(largest(inputs.map((file) => BigInt(file.maxOffset)))),
    epoch: Math.max(...inputs.map((file) => file.epoch)),
    schemaVersion: LAKE_SCHEMA_VERSION,
  };
}
