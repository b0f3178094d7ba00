import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { datasets, type Dataset, type DatasetName } from '../files/dataset.ts';
import type { LakeFile } from '../manifest/manifest.ts';
import { ManifestStore } from '../manifest/manifest-store.ts';
import { collect } from './collect.ts';
import { createDatasetView, currentRows, heldRows, viewName } from './lake-views.ts';
import { LocalFiles } from './local-files.ts';

export interface LakeReaderOptions {
  objects: ObjectStore;
  /** For copies of the files that are read; emptied by `close()`. */
  scratchDir: string;
  /** DuckDB's own limit, such as `512MB`. */
  memoryLimit?: string;
}

/** How many conversations one day of one source has, and the ledger's fingerprint of them (`LedgerHash`). */
export interface DayCount {
  source: string;
  date: string;
  count: number;
  hash: string;
}

export interface RevisionRow {
  source: string;
  date: string;
  conversationId: string;
  revision: string;
}

export type SqlValue = string | number | bigint | boolean | null;

/** Files and rows of a dataset as the manifests have them. */
export interface DatasetSummary {
  dataset: string;
  nFiles: number;
  nRows: number;
  sizeBytes: number;
  firstDate: string | null;
  lastDate: string | null;
}

/** Reads the lake as its manifests say; files that no manifest names do not exist for it. */
export interface LakeReader {
  files(dataset: DatasetName): Promise<LakeFile[]>;
  summary(): Promise<DatasetSummary[]>;
  /** Conversations that stand in the lake now, by source and day. */
  countByDay(tenant: string): Promise<DayCount[]>;
  /** The same one by one, ordered by source, date and id; twice where a record of the log was written twice. `days` limits them to `<source>|<date>` pairs. */
  revisions(tenant: string, days?: ReadonlySet<string>): AsyncIterable<RevisionRow>;
  /** The newest event of each conversation that is not deleted, in order of conversation id: what a rebuild of MongoDB needs. */
  currentState<T>(dataset: DatasetName, tenant: string): AsyncIterable<T>;
  /** Runs SQL over views named like the datasets with underscores (`conversations_ingested`); named parameters as `$name`. */
  query(sql: string, values?: Record<string, SqlValue>): AsyncIterable<Record<string, unknown>>;
  close(): Promise<void>;
}

const datasetNamed = (name: DatasetName): Dataset => {
  const dataset = datasets.find((candidate) => candidate.name === name);
  if (dataset === undefined) throw new RangeError(`no dataset ${name}`);
  return dataset;
};

/** The ledger's hash in SQL: the sum modulo 2^64 of the first 64 bits of SHA-256(id|revision), as 16 hex digits. */
const LEDGER_HASH = `lpad(lower(to_hex((sum(('0x' || substr(sha256(conversation_id || '|' || revision), 1, 16))::UBIGINT::HUGEINT)
  % 18446744073709551616)::UBIGINT)), 16, '0')`;

export async function createLakeReader(options: LakeReaderOptions): Promise<LakeReader> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: options.memoryLimit ?? '512MB' });
  const local = new LocalFiles(options.objects, join(options.scratchDir, `lake-reader-${randomUUID()}`));

  const files = async (dataset: Dataset): Promise<LakeFile[]> => {
    const stored = await new ManifestStore(options.objects).readAll(dataset);
    return stored.flatMap(({ manifest }) => manifest.files);
  };

  async function* run<T>(
    wanted: readonly Dataset[],
    sql: string,
    values: Record<string, SqlValue>,
  ): AsyncGenerator<T> {
    const connection: DuckDBConnection = await instance.connect();
    try {
      for (const dataset of wanted) {
        await createDatasetView(connection, dataset, await local.fetch(await files(dataset)));
      }
      const result = await connection.stream(sql, values);
      for await (const rows of result.yieldRowObjectJs()) yield* rows as T[];
    } finally {
      connection.closeSync();
    }
  }

  const deleted = datasetNamed('conversations-deleted');
  const ingested = datasetNamed('conversations-ingested');

  return {
    files: (name) => files(datasetNamed(name)),
    async summary() {
      return Promise.all(
        datasets.map(async (dataset) => {
          const all = await files(dataset);
          const dates = all.map(({ date }) => date).sort();
          return {
            dataset: dataset.name,
            nFiles: all.length,
            nRows: all.reduce((sum, { rows }) => sum + rows, 0),
            sizeBytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
            firstDate: dates[0] ?? null,
            lastDate: dates.at(-1) ?? null,
          };
        }),
      );
    },
    async countByDay(tenant) {
      const sql = `SELECT source, date, count(*)::INTEGER AS count, ${LEDGER_HASH} AS hash FROM (${currentRows(ingested)})
        GROUP BY source, date ORDER BY source, date`;
      return collect(run<DayCount>([ingested, deleted], sql, { tenant }));
    },
    revisions(tenant, days) {
      const limit =
        days === undefined
          ? ''
          : `WHERE list_contains(from_json($days, '["VARCHAR"]'), source || '|' || date)`;
      const sql = `SELECT source, date, conversation_id AS "conversationId", revision FROM (${heldRows(ingested)})
        ${limit} ORDER BY source, date, conversation_id`;
      const values = days === undefined ? { tenant } : { tenant, days: JSON.stringify([...days]) };
      return run<RevisionRow>([ingested, deleted], sql, values);
    },
    async *currentState<T>(name: DatasetName, tenant: string) {
      const dataset = datasetNamed(name);
      const sql = `SELECT data FROM (${currentRows(dataset)}) ORDER BY conversation_id`;
      const rows = run<{ data: string }>([...new Set([dataset, deleted])], sql, { tenant });
      for await (const { data } of rows) yield JSON.parse(data) as T;
    },
    query(sql, values = {}) {
      const wanted = datasets.filter((dataset) => sql.includes(viewName(dataset)));
      return run(wanted, sql, values);
    },
    async close() {
      instance.closeSync();
      await local.clear();
    },
  };
}
