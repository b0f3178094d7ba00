import type { DuckDBConnection } from '@duckdb/node-api';
import type { ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddFile } from '../delta/actions.ts';
import { collectStatistics } from '../delta/statistics.ts';
import { withDuckDB, type DuckDBSession } from '../files/duckdb-session.ts';
import { literal } from '../files/duckdb-values.ts';
import { LocalFiles, sha256OfFile, type StoredFile } from '../files/local-files.ts';
import { PARQUET_OPTIONS, PARQUET_TYPE } from '../files/parquet-options.ts';
import { whenDiskIsFull } from '../files/when-disk-is-full.ts';
import { isAboutConversations, type Dataset } from '../tables/dataset.ts';
import { rowsOf } from '../tables/dataset-rows.ts';
import { LANDING_FOLDER, tableRoot } from '../tables/table-places.ts';
import { createIdFilter, idFilterKey, MERGED, type ConversationKey } from './id-filter.ts';
import { putIntent } from './rewrite-intent.ts';

export interface RewriteOptions {
  objects: ObjectStore;
  scratchDir: string;
  now: () => number;
  signal?: AbortSignal | undefined;
}

export interface RewriteRequest {
  dataset: Dataset;
  inputs: readonly (StoredFile & { sizeBytes: number })[];
  /** Days of about this size get a file of their own under `date=…/`; what is left goes into one landing file. 0: every day. */
  dayFileBytes: number;
  /** SQL that is true for the rows to keep. Default: all. */
  keep?: string;
  /** The day stands in the path, as in the layout before Delta tables. */
  isDayInPath?: boolean;
}

export interface RewriteResult {
  /** The new files: they lie there, and count once a commit names them. */
  files: AddFile[];
  nRowsRead: number;
  nRowsKept: number;
  /** When the first of them was about to be put, by `performance.now()`. */
  putSinceMs: number;
  /** To be handed to `endIntent` when they are committed, or given up. */
  intentKey: string;
}

const REST = 'rest';

/** Days with enough rows for a file of their own, by the mean size of a row. */
async function largeDays(
  connection: DuckDBConnection,
  { inputs, dayFileBytes }: RewriteRequest,
): Promise<{ days: string[]; nRows: number; nDays: number }> {
  const sql = `SELECT date::VARCHAR AS day, count(*)::DOUBLE AS n FROM inputs GROUP BY date ORDER BY date`;
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS() as { day: string; n: number }[];
  const nRows = rows.reduce((sum, { n }) => sum + n, 0);
  const sizeBytes = inputs.reduce((sum, input) => sum + input.sizeBytes, 0);
  const days = rows.filter(({ n }) => (n / nRows) * sizeBytes >= dayFileBytes).map(({ day }) => day);
  return { days, nRows, nDays: rows.length };
}

async function countKept(
  connection: DuckDBConnection,
  { keep }: RewriteRequest,
  nRows: number,
): Promise<number> {
  if (keep === undefined) return nRows;
  const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM inputs WHERE ${keep}`);
  return Number(counted.getRows()[0]?.[0]);
}

/** Writes the rows to keep: a file a large day, one for the rest. Returns local paths by day. */
async function writeOutputs(
  { connection, folder }: DuckDBSession,
  { keep = 'true' }: RewriteRequest,
  { days, nDays }: { days: readonly string[]; nDays: number },
): Promise<Map<string, string>> {
  const kept = `SELECT * FROM inputs WHERE ${keep}`;
  const isOne = days.length === 0 || (days.length === 1 && nDays === 1);
  if (isOne) {
    // In their order where all are of one day; else by day, so that a day lies in few row groups.
    const path = join(folder, 'output.parquet');
    await connection.run(
      `COPY (${kept}${nDays > 1 ? ' ORDER BY date' : ''}) TO ${literal(path)} (${PARQUET_OPTIONS})`,
    );
    return new Map([[days[0] ?? REST, path]]);
  }
  const large = `date::VARCHAR IN (${days.map(literal).join(', ')})`;
  const part = `CASE WHEN ${large} THEN date::VARCHAR ELSE '${REST}' END`;
  const outputs = join(folder, 'outputs');
  await connection.run(
    `COPY (SELECT *, ${part} AS part_of_lake FROM (${kept}) ORDER BY date) TO ${literal(outputs)} (${PARQUET_OPTIONS}, PARTITION_BY (part_of_lake))`,
  );
  const found = new Map<string, string>();
  for (const name of await readdir(outputs)) {
    const [file = '', ...more] = await readdir(join(outputs, name));
    if (more.length > 0) throw new Error(`DuckDB wrote ${more.length + 1} files for ${name}`);
    found.set(name.slice(name.indexOf('=') + 1), join(outputs, name, file));
  }
  return found;
}

const pathFor = ({ topic }: Dataset, day: string): string =>
  `${day === REST ? LANDING_FOLDER : `date=${day}/`}${topic.name}${MERGED}${randomUUID()}.parquet`;

async function describe(
  connection: DuckDBConnection,
  { dataset: { columns } }: RewriteRequest,
  localPath: string,
): Promise<Pick<AddFile, 'size' | 'stats' | 'tags' | 'partitionValues'> & { nRows: number }> {
  const from = `read_parquet(${literal(localPath)}, hive_partitioning = false)`;
  const statistics = await collectStatistics(connection, from, columns);
  return {
    ...{ size: (await stat(localPath)).size, partitionValues: {}, nRows: statistics.numRecords },
    ...{ stats: JSON.stringify(statistics), tags: { sha256: await sha256OfFile(localPath) } },
  };
}

/** What erasures look into, so as not to open a file that can't have the conversation. */
async function putIdFilter(
  { objects }: RewriteOptions,
  { dataset }: RewriteRequest,
  connection: DuckDBConnection,
  { local, path }: { local: string; path: string },
): Promise<void> {
  if (!isAboutConversations(dataset)) return;
  const sql = `SELECT DISTINCT tenant, conversation_id AS "conversationId" FROM read_parquet(${literal(local)}, hive_partitioning = false)`;
  const keys = (await connection.runAndReadAll(sql)).getRowObjectsJS() as unknown as ConversationKey[];
  await objects.put(idFilterKey(tableRoot(dataset), path), createIdFilter(keys));
}

async function putOutputs(
  options: RewriteOptions,
  request: RewriteRequest,
  { connection }: DuckDBSession,
  outputs: ReadonlyMap<string, string>,
): Promise<{ files: AddFile[]; intentKey: string }> {
  const root = tableRoot(request.dataset);
  const named = [...outputs].map(([day, local]) => ({ local, path: pathFor(request.dataset, day) }));
  const intentKey = await putIntent(
    options.objects,
    root,
    named.map(({ path }) => path),
  );
  const files: AddFile[] = [];
  for (const { local, path } of named) {
    options.signal?.throwIfAborted();
    const { nRows, ...described } = await describe(connection, request, local);
    if (nRows === 0) continue;
    await putIdFilter(options, request, connection, { local, path });
    await options.objects.putFile(`${root}${path}`, local, { contentType: PARQUET_TYPE });
    files.push({ path, ...described, modificationTime: options.now(), dataChange: false });
  }
  return { files, intentKey };
}

/**
 * Puts the rows of some files of a table, without those that are not to be kept, as new files. The log is not touched: until a commit names them, the
 * new files do not count. Where there is nothing to leave out although `keep` is given, nothing is put and it returns null. Needs the disk for
 * inputs and outputs, not the memory. Stops within milliseconds when the signal aborts, and then throws.
 */
export async function rewriteFiles(
  options: RewriteOptions,
  request: RewriteRequest,
): Promise<RewriteResult | null> {
  const { scratchDir, signal } = options;
  return whenDiskIsFull(() =>
    withDuckDB({ scratchDir, signal, memoryLimit: '384MB' }, async (session) => {
      const local = new LocalFiles(options.objects, session.folder);
      const paths = await local.fetch(request.inputs, signal);
      const { dataset, keep, isDayInPath = false } = request;
      await session.connection.run(`CREATE VIEW inputs AS ${rowsOf(dataset, paths, { isDayInPath })}`);
      const days = await largeDays(session.connection, request);
      const nRowsKept = await countKept(session.connection, request, days.nRows);
      if (keep !== undefined && nRowsKept === days.nRows) return null;
      const outputs = await writeOutputs(session, request, days);
      const putSinceMs = performance.now();
      const put = await putOutputs(options, request, session, outputs);
      return { ...put, putSinceMs, nRowsRead: days.nRows, nRowsKept };
    }),
  );
}
