import { openScratchDatabase, type ScratchDatabase } from '@convoscope/ledger';
import type { Store } from '@convoscope/store';
import type { ConversationSource } from '../sources/conversation-source.port.ts';

/** Stored, but not met in the sweep. */
export interface GoneRow {
  rowId: string;
  conversationId: string;
  startedAt: string;
  sequence: number;
}

/** In the source but not stored, or with another time of modification than what is stored. */
export interface SuspiciousRow {
  rowId: string;
  isStored: boolean;
}

/** What stands between the ids of a source and what is stored of it. */
export interface IdComparison {
  readonly nSwept: number;
  readonly nStored: number;
  readonly nGone: number;
  gone(): AsyncIterable<GoneRow[]>;
  suspicious(): AsyncIterable<SuspiciousRow[]>;
  close(): Promise<void>;
}

export interface CompareIdsOptions {
  source: Pick<ConversationSource, 'sweep'>;
  stored: ReturnType<Store['messages']['revisions']>;
  scratchDir: string;
  /** Rows of each list at a time. */
  batchSize: number;
  signal: AbortSignal;
}

/**
 * Compares every row id of a source with what is stored, in any order on both sides. Cost: one pass over each; memory is constant, disk about
 * 100 bytes a row until `close`. Rejects with the signal's reason.
 */
export async function compareIds(options: CompareIdsOptions): Promise<IdComparison> {
  const database = await openScratchDatabase(options.scratchDir, 'ids');
  try {
    const nSwept = await loadSwept(database, options);
    const nStored = await loadStored(database, options);
    await database.run(FINDING);
    await database.runInBuckets(nSwept > nStored ? 'swept' : 'stored', findings);
    const [counted] = await database.rows<{ n: number }>(
      `SELECT count(*)::DOUBLE AS n FROM finding WHERE kind = 'gone'`,
    );
    return {
      ...{ nSwept, nStored, nGone: counted?.n ?? 0 },
      gone: () => inBatches<GoneRow>(database, options.batchSize, GONE),
      suspicious: () => inBatches<SuspiciousRow>(database, options.batchSize, SUSPICIOUS),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function loadSwept(database: ScratchDatabase, { source, signal }: CompareIdsOptions): Promise<number> {
  const swept = await database.createTable('swept', {
    ...{ row_id: 'VARCHAR', version_ms: 'BIGINT', is_exact: 'BIGINT' },
  });
  const seen = { n: 0 };
  for await (const batch of source.sweep(signal)) {
    signal.throwIfAborted();
    for (const { rowId, versionMs, isExact } of batch)
      swept.append([rowId, versionMs === null ? null : BigInt(Math.trunc(versionMs)), isExact ? 1n : 0n]);
    seen.n += batch.length;
  }
  swept.done();
  return seen.n;
}

async function loadStored(database: ScratchDatabase, { stored, signal }: CompareIdsOptions): Promise<number> {
  const rows = await database.createTable('stored', {
    ...{ row_id: 'VARCHAR', conversation_id: 'VARCHAR', started_at: 'VARCHAR', sequence: 'BIGINT' },
  });
  let n = 0;
  for await (const { sourceRowId, conversationId, startedAt, sequence } of stored) {
    if (n % 1_000 === 0) signal.throwIfAborted();
    rows.append([sourceRowId, conversationId, startedAt, BigInt(sequence)]);
    n += 1;
  }
  rows.done();
  return n;
}

const FINDING =
  'CREATE TABLE finding (kind VARCHAR, row_id VARCHAR, conversation_id VARCHAR, started_at VARCHAR, sequence BIGINT)';

/** A time that moved backwards counts too, where only edits of the row can have raised the stored sequence above it. */
const findings = (isInBucket: (column: string) => string): string => `
  INSERT INTO finding
  WITH seen AS (SELECT DISTINCT ON (row_id) * FROM swept WHERE ${isInBucket('row_id')}),
    kept AS (SELECT * FROM stored WHERE ${isInBucket('row_id')})
  SELECT 'gone', row_id, conversation_id, started_at, sequence FROM kept ANTI JOIN seen USING (row_id)
  UNION ALL
  SELECT 'unknown', row_id, NULL, NULL, NULL FROM seen ANTI JOIN kept USING (row_id)
  UNION ALL
  SELECT 'changed', row_id, NULL, NULL, NULL FROM seen JOIN kept USING (row_id)
  WHERE CASE WHEN is_exact = 1 THEN version_ms <> sequence ELSE version_ms > sequence END`;

const GONE = `SELECT row_id AS "rowId", conversation_id AS "conversationId", started_at AS "startedAt", sequence::DOUBLE AS sequence
  FROM finding WHERE kind = 'gone'`;
const SUSPICIOUS = `SELECT row_id AS "rowId", kind = 'changed' AS "isStored" FROM finding WHERE kind <> 'gone'`;

/** By the place of the rows in the table, so that each batch costs what it holds. */
async function* inBatches<T>(
  database: ScratchDatabase,
  batchSize: number,
  select: string,
): AsyncGenerator<T[]> {
  const [last] = await database.rows<{ n: number }>(
    `SELECT coalesce(max(rowid), -1)::DOUBLE AS n FROM finding`,
  );
  for (let start = 0; start <= (last?.n ?? -1); start += batchSize) {
    const rows = await database.rows<T>(`${select} AND rowid BETWEEN $first AND $last`, {
      ...{ first: start, last: start + batchSize - 1 },
    });
    if (rows.length > 0) yield rows;
  }
}
