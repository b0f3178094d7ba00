import type { ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TableFile } from '../delta/snapshot.ts';
import type { FileFilter } from '../delta/statistics.ts';
import { openInstance } from '../files/duckdb-session.ts';
import { LocalFiles } from '../files/local-files.ts';
import { datasets, datasetNamed, type Dataset, type DatasetName } from '../tables/dataset.ts';
import { tableRoot, toStoredFile } from '../tables/table-places.ts';
import { collect } from './collect.ts';
import { lakeFiles } from './lake-files.ts';
import { createDatasetView, currentRows, heldRows, viewName } from './lake-views.ts';

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

/** Files and rows of a dataset as its log has them. */
export interface DatasetSummary {
  dataset: string;
  nFiles: number;
  nRows: number;
  sizeBytes: number;
  firstDate: string | null;
  lastDate: string | null;
}

/** Which rows a query needs at the most: files that can't have any of them are left alone. */
export interface QueryScope {
  filter?: FileFilter;
  /** The tables as they stood at these versions; those that are not named as they stand. */
  versions?: Partial<Record<DatasetName, number>>;
}

/** Reads the lake as the logs of its tables say; files that no log names do not exist for it. */
export interface LakeReader {
  files(dataset: DatasetName, scope?: QueryScope): Promise<TableFile[]>;
  summary(): Promise<DatasetSummary[]>;
  /** Conversations that stand in the lake now, by source and day. */
  countByDay(tenant: string): Promise<DayCount[]>;
  /** The same one by one, ordered by source, date and id; twice where a record of the log was written twice. `days` limits them to `<source>|<date>` pairs. */
  revisions(tenant: string, days?: ReadonlySet<string>): AsyncIterable<RevisionRow>;
  /** The newest event of each conversation that is not deleted, in order of conversation id: what a rebuild of MongoDB needs. */
  currentState<T>(dataset: DatasetName, tenant: string): AsyncIterable<T>;
  /** Runs SQL over views named like the datasets with underscores (`conversations_ingested`); named parameters as `$name`. */
  query(
    sql: string,
    values?: Record<string, SqlValue>,
    scope?: QueryScope,
  ): AsyncIterable<Record<string, unknown>>;
  close(): Promise<void>;
}

/** The ledger's hash in SQL: the sum modulo 2^64 of the first 64 bits of SHA-256(id|revision), as 16 hex digits. */
const LEDGER_HASH = `lpad(lower(to_hex((sum(('0x' || substr(sha256(conversation_id || '|' || revision), 1, 16))::UBIGINT::HUGEINT)
  % 18446744073709551616)::UBIGINT)), 16, '0')`;

/** What a log says of its files, without opening one. */
function summarise(dataset: Dataset, files: readonly TableFile[]): DatasetSummary {
  const bounds = (side: 'minValues' | 'maxValues'): string[] =>
    files.map(({ statistics }) => String(statistics?.[side]?.['date'])).sort();
  return {
    dataset: dataset.name,
    nFiles: files.length,
    nRows: files.reduce((sum, { statistics }) => sum + (statistics?.numRecords ?? 0), 0),
    sizeBytes: files.reduce((sum, { size }) => sum + size, 0),
    firstDate: bounds('minValues')[0] ?? null,
    lastDate: bounds('maxValues').at(-1) ?? null,
  };
}

const ATTEMPTS = 3;

/** Runs SQL over copies of the files it needs, which stay until `close()`. */
async function createLakeQueries(options: LakeReaderOptions) {
  const folder = join(options.scratchDir, `lake-reader-${randomUUID()}`);
  const instance = await openInstance(folder, options.memoryLimit ?? '512MB');
  const local = new LocalFiles(options.objects, folder);

  /** Local copies of the files that stand. One that goes meanwhile (what was erased goes at once) was replaced: the log is read again. */
  async function fetch(dataset: Dataset, scope: QueryScope, attempt = 1): Promise<string[]> {
    const version = scope.versions?.[dataset.name as DatasetName];
    const files = await lakeFiles(options, dataset, {
      ...(scope.filter === undefined ? {} : { filter: scope.filter }),
      ...(version === undefined ? {} : { version }),
    });
    try {
      return await local.fetch(files.map((file) => toStoredFile(tableRoot(dataset), file)));
    } catch (error) {
      const isGone = (error as { code?: string }).code === 'OBJECTS_NOT_FOUND';
      if (!isGone || attempt === ATTEMPTS || version !== undefined) throw error;
      return fetch(dataset, scope, attempt + 1);
    }
  }

  return {
    async *run<T>(
      wanted: readonly Dataset[],
      sql: string,
      values: Record<string, SqlValue> = {},
      scope: QueryScope = {},
    ): AsyncGenerator<T> {
      const connection = await instance.connect();
      try {
        for (const dataset of wanted)
          await createDatasetView(connection, dataset, await fetch(dataset, scope));
        const result = await connection.stream(sql, values);
        for await (const rows of result.yieldRowObjectJs()) yield* rows as T[];
      } finally {
        connection.closeSync();
      }
    },
    async close(): Promise<void> {
      instance.closeSync();
      await local.clear();
    },
  };
}

export async function createLakeReader(options: LakeReaderOptions): Promise<LakeReader> {
  const { run, close } = await createLakeQueries(options);
  const deleted = datasetNamed('conversations-deleted');
  const ingested = datasetNamed('conversations-ingested');

  return {
    files: (name, { filter = {} } = {}) => lakeFiles(options, datasetNamed(name), { filter }),
    summary: () =>
      Promise.all(datasets.map(async (dataset) => summarise(dataset, await lakeFiles(options, dataset)))),
    countByDay(tenant) {
      const sql = `SELECT source, date, count(*)::INTEGER AS count, ${LEDGER_HASH} AS hash FROM (${currentRows(ingested)})
        GROUP BY source, date ORDER BY source, date`;
      return collect(run<DayCount>([ingested, deleted], sql, { tenant }));
    },
    async *revisions(tenant, days) {
      const limit =
        days === undefined
          ? ''
          : `WHERE list_contains(from_json($days, '["VARCHAR"]'), source || '|' || date)`;
      const sql = `SELECT source, date, conversation_id AS "conversationId", revision FROM (${heldRows(ingested)})
        ${limit} ORDER BY source, date, conversation_id`;
      const values = days === undefined ? { tenant } : { tenant, days: JSON.stringify([...days]) };
      yield* run<RevisionRow>([ingested, deleted], sql, values);
    },
    async *currentState<T>(name: DatasetName, tenant: string) {
      const dataset = datasetNamed(name);
      const sql = `SELECT data FROM (${currentRows(dataset)}) ORDER BY conversation_id`;
      const rows = run<{ data: string }>([...new Set([dataset, deleted])], sql, { tenant });
      for await (const { data } of rows) yield JSON.parse(data) as T;
    },
    query(sql, values = {}, scope = {}) {
      const wanted = datasets.filter((dataset) => sql.includes(viewName(dataset)));
      return run(wanted, sql, values, scope);
    },
    close,
  };
}
