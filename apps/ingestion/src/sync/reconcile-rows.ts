import type { IngestionEvents } from '../ingestion.events.ts';
import type { ComparedSource } from './in-turns.ts';
import { compareIds, type GoneRow, type IdComparison } from './compare-ids.ts';
import { processAndAdvance, stay, withoutPending, withPending, type SyncContext } from './sync-context.ts';

/** Below this many conversations a mass deletion is as likely meant as not. */
const MASS_DELETION_FROM = 100;
/** Rows asked for by id at once. */
const BATCH = 100;
/** Rows settled in one tenure: a poll waits no longer than these take. */
const ROWS_A_TENURE = 1_000;
/** Rows that the source counts and the sweep has not met: so many may come and go meanwhile, more speak of a list that is not whole. */
const MAX_UNMET_SHARE = 0.05;
/** About 20 bytes each, in a document that is written often; above it everything is read at the next poll. */
const MAX_TO_READ_AGAIN = 5_000;

/** Work on the source as its only writer, for a moment. */
export type Tenure = (work: (ctx: SyncContext) => Promise<void>) => Promise<void>;

export interface ReconcileRowsOptions {
  source: ComparedSource;
  stored: Parameters<typeof compareIds>[0]['stored'];
  scratchDir: string;
  events: Pick<IngestionEvents, 'massDeletionRefused' | 'reconciliationPostponed'>;
  maxDeletedShare: number;
  signal: AbortSignal;
  /** Takes its turn with polls. */
  tenure: Tenure;
}

/**
 * Compares every row id of the source with what is stored: finds deletes, which polling cannot see, and rows that both passes missed.
 * A conversation is deleted only when asking for the row by its id finds nothing, and the source counts about as many rows as the sweep has met:
 * a source that changes all the time never counts exactly as many. Polls go on meanwhile: only what was found is settled in turns with them.
 * Memory: constant (`compareIds`).
 */
export async function reconcileRows(options: ReconcileRowsOptions): Promise<void> {
  const { source, signal, tenure } = options;
  const countBefore = await source.count(signal);
  const comparison = await compareIds({ ...options, batchSize: ROWS_A_TENURE });
  try {
    await readSuspicious(comparison, tenure);
    if (comparison.nGone > 0 && !(await mayDelete(comparison, countBefore, options))) return;
    for await (const gone of comparison.gone()) await tenure((ctx) => deleteGone(ctx, gone));
    const nUnidentified = source.nUnidentified?.() ?? 0;
    await tenure((ctx) =>
      ctx.state.update(withCursor({ lastReconciledAtMs: ctx.clock.now(), nUnidentified })),
    );
  } finally {
    await comparison.close();
  }
}

type CursorChange = Partial<SyncContext['state']['current']['cursor']>;
const withCursor =
  (change: CursorChange): Parameters<SyncContext['state']['update']>[0] =>
  (state) => ({ ...state, cursor: { ...state.cursor, ...change } });

/** False: look again next time. Where nearly everything seems gone nothing is deleted, and that counts as looked at. */
async function mayDelete(
  { nSwept, nStored, nGone }: IdComparison,
  countBefore: number,
  options: ReconcileRowsOptions,
): Promise<boolean> {
  const { source, events, maxDeletedShare, signal, tenure } = options;
  const countAfter = await source.count(signal);
  // A file that cannot be read now has not lost its conversations.
  const isWhole = source.isSweepWhole?.() !== false;
  const nUnmet = Math.min(countBefore, countAfter) - nSwept;
  if (!isWhole || nUnmet > nSwept * MAX_UNMET_SHARE) {
    events.reconciliationPostponed({ swept: nSwept, countBefore, countAfter });
    return false;
  }
  if (await hidesSome(options)) {
    events.reconciliationPostponed({ swept: nSwept, countBefore, countAfter });
    return false;
  }
  const isMass = nStored >= MASS_DELETION_FROM && nGone > nStored * maxDeletedShare;
  if (!isMass) return true;
  events.massDeletionRefused(nGone, nStored);
  await tenure((ctx) => ctx.state.update(withCursor({ lastReconciledAtMs: ctx.clock.now() })));
  return false;
}

/**
 * Whether more rows than last time could be read so badly that their ids are not known: what seems gone may be one of them, and stays as it was
 * until they can be read again.
 */
async function hidesSome({ source, tenure }: ReconcileRowsOptions): Promise<boolean> {
  const nUnidentified = source.nUnidentified?.() ?? 0;
  let isMore = false;
  if (nUnidentified > 0)
    await tenure((ctx) => {
      isMore = nUnidentified > (ctx.state.current.cursor.nUnidentified ?? 0);
      return Promise.resolve();
    });
  return isMore;
}

/**
 * A row can change again within the second in which it was just read, and then shows no other time. Pass B would see it, but not where the source's
 * clock is behind its own marks: so what was suspicious is read once more at the next reconciliation.
 */
async function readSuspicious(comparison: IdComparison, tenure: Tenure): Promise<void> {
  const found: string[] = [];
  let nFound = 0;
  for await (const rows of comparison.suspicious()) {
    // New ones that could not be understood wait for their own time; those that were left out stay out.
    await tenure(async (ctx) => {
      const open = await ctx.errors.openAmong(rows.map(({ rowId }) => rowId));
      const wanted = rows
        .filter(({ rowId, isStored }) => isStored || !(open.has(rowId) || ctx.leftOut.has(rowId)))
        .map(({ rowId }) => rowId);
      nFound += wanted.length;
      if (nFound <= MAX_TO_READ_AGAIN) found.push(...wanted);
      await readAgain(ctx, wanted);
    });
  }
  await tenure(async (ctx) => {
    const { toReadAgain = [] } = ctx.state.current.cursor;
    if (nFound + toReadAgain.length === 0) return;
    const isFew = nFound <= MAX_TO_READ_AGAIN;
    const justRead = new Set(found);
    await readAgain(
      ctx,
      toReadAgain.filter((rowId) => !justRead.has(rowId)),
    );
    await ctx.state.update(
      withCursor(isFew ? { toReadAgain: found } : { toReadAgain: [], lastFullScanAtMs: null }),
    );
  });
}

async function readAgain(ctx: SyncContext, rowIds: readonly string[]): Promise<void> {
  if (rowIds.length > 0) ctx.progress.enter('reconcile', rowIds.length);
  for (let i = 0; i < rowIds.length; i += BATCH) {
    const { rows, rejected } = await ctx.source.rowsByIds(rowIds.slice(i, i + BATCH), ctx.signal);
    await processAndAdvance(ctx, { rows, rejected, sizeBytes: 0 }, 'change', stay);
  }
}

async function deleteGone(ctx: SyncContext, gone: readonly GoneRow[]): Promise<void> {
  ctx.progress.enter('reconcile', gone.length);
  for (let i = 0; i < gone.length; i += BATCH) await deleteBatch(ctx, gone.slice(i, i + BATCH));
}

async function deleteBatch(ctx: SyncContext, batch: readonly GoneRow[]): Promise<void> {
  const { rows, rejected } = await ctx.source.rowsByIds(
    batch.map(({ rowId }) => rowId),
    ctx.signal,
  );
  const living = new Set([...rows, ...rejected].map(({ rowId }) => rowId));
  const deletions = batch
    .filter(({ rowId }) => !living.has(rowId))
    .map(({ conversationId, sequence, startedAt }) => ({
      conversationId,
      sequence: sequence + 1,
      startedAt,
    }));
  if (deletions.length === 0) return;
  const work = { rowIds: [], deletions };
  await ctx.state.update((state) => withPending(state, work));
  await ctx.publishDeletions(ctx.source.name, deletions);
  await ctx.state.update((state) => withoutPending(state, work));
  ctx.progress.addDeleted(deletions.length);
  ctx.events.conversationsDeleted(deletions.length);
}
