import { nothingPending, processAndAdvance, stay, type SyncContext } from './sync-context.ts';
import type { SweptRow } from '../sources/conversation-source.port.ts';
import type { PendingWork } from './source-state.ts';

/** Below this many conversations a mass deletion is as likely meant as not. */
const MASS_DELETION_FROM = 100;
const BATCH = 100;
/** Rows that the source counts and the sweep has not met: so many may come and go meanwhile, more speak of a list that is not whole. */
const MAX_UNMET_SHARE = 0.05;
/** About 20 bytes each, in a document that is written often; above it everything is read at the next poll. */
const MAX_TO_READ_AGAIN = 5_000;

interface Comparison {
  /** Stored, but not met in the sweep. */
  gone: (PendingWork['deletions'][number] & { rowId: string })[];
  /** In the source but not stored, or with another time of modification than what is stored. */
  suspicious: string[];
  nStored: number;
}

/**
 * Compares every row id of the source with what is stored: finds deletes, which polling cannot see, and rows that both passes missed.
 * A conversation is deleted only when asking for the row by its id finds nothing, and the source counts about as many rows as the sweep has met:
 * a source that changes all the time never counts exactly as many.
 * Memory: about 100 bytes a row.
 */
export async function reconcileRows(ctx: SyncContext): Promise<void> {
  const countBefore = await ctx.source.count(ctx.signal);
  ctx.progress.enter('reconcile', countBefore);
  const swept = await sweepAll(ctx);
  const sweptSize = swept.size;
  const comparison = await compare(ctx, swept);
  await readSuspicious(ctx, comparison.suspicious);
  if (comparison.gone.length > 0) {
    // A file that cannot be read now has not lost its conversations.
    if (ctx.source.isSweepWhole?.() === false)
      return ctx.events.reconciliationPostponed({ swept: sweptSize, countBefore, countAfter: countBefore });
    const countAfter = await ctx.source.count(ctx.signal);
    const nUnmet = Math.min(countBefore, countAfter) - sweptSize;
    if (nUnmet > sweptSize * MAX_UNMET_SHARE) {
      ctx.events.reconciliationPostponed({ swept: sweptSize, countBefore, countAfter });
      return;
    }
    await deleteGone(ctx, comparison);
  }
  await ctx.state.update((state) => ({
    ...state,
    cursor: { ...state.cursor, lastReconciledAtMs: ctx.clock.now() },
  }));
}

async function sweepAll(ctx: SyncContext): Promise<Map<string, SweptRow>> {
  const swept = new Map<string, SweptRow>();
  for await (const batch of ctx.source.sweep(ctx.signal)) {
    ctx.signal.throwIfAborted();
    for (const row of batch) swept.set(row.rowId, row);
  }
  return swept;
}

/** Consumes `swept`: what is left of it afterwards is not stored. */
async function compare(ctx: SyncContext, swept: Map<string, SweptRow>): Promise<Comparison> {
  const result: Comparison = { gone: [], suspicious: [], nStored: 0 };
  for await (const stored of ctx.store.messages.revisions(ctx.tenant, ctx.source.name)) {
    const { sourceRowId: rowId, conversationId, startedAt, sequence } = stored;
    result.nStored += 1;
    const row = swept.get(rowId);
    if (row === undefined) result.gone.push({ rowId, conversationId, startedAt, sequence: sequence + 1 });
    else if (isSuspicious(row, sequence)) result.suspicious.push(rowId);
    swept.delete(rowId);
  }
  for (const rowId of swept.keys()) if (!ctx.errors.has(rowId)) result.suspicious.push(rowId);
  return result;
}

/** A time that moved backwards counts too, where only edits of the row can have raised the stored sequence above it. */
const isSuspicious = ({ versionMs, isExact }: SweptRow, sequence: number): boolean =>
  versionMs !== null && (isExact ? versionMs !== sequence : versionMs > sequence);

/**
 * A row can change again within the second in which it was just read, and then shows no other time. Pass B would see it, but not where the source's
 * clock is behind its own marks: so what was suspicious is read once more at the next reconciliation.
 */
async function readSuspicious(ctx: SyncContext, suspicious: readonly string[]): Promise<void> {
  const { toReadAgain = [] } = ctx.state.current.cursor;
  if (suspicious.length + toReadAgain.length === 0) return;
  await readAgain(ctx, [...new Set([...suspicious, ...toReadAgain])]);
  const next =
    suspicious.length <= MAX_TO_READ_AGAIN
      ? { toReadAgain: [...suspicious] }
      : { toReadAgain: [], lastFullScanAtMs: null };
  await ctx.state.update((state) => ({ ...state, cursor: { ...state.cursor, ...next } }));
}

async function readAgain(ctx: SyncContext, rowIds: readonly string[]): Promise<void> {
  for (let i = 0; i < rowIds.length; i += BATCH) {
    const { rows, rejected } = await ctx.source.rowsByIds(rowIds.slice(i, i + BATCH), ctx.signal);
    await processAndAdvance(ctx, { rows, rejected, sizeBytes: 0 }, 'change', stay);
  }
}

async function deleteGone(ctx: SyncContext, { gone, nStored }: Comparison): Promise<void> {
  const isMass = nStored >= MASS_DELETION_FROM && gone.length > nStored * ctx.options.maxDeletedShare;
  if (isMass) return ctx.events.massDeletionRefused(gone.length, nStored);
  for (let i = 0; i < gone.length; i += BATCH) await deleteBatch(ctx, gone.slice(i, i + BATCH));
}

async function deleteBatch(ctx: SyncContext, batch: Comparison['gone']): Promise<void> {
  const { rows, rejected } = await ctx.source.rowsByIds(
    batch.map(({ rowId }) => rowId),
    ctx.signal,
  );
  const living = new Set([...rows, ...rejected].map(({ rowId }) => rowId));
  const deletions = batch
    .filter(({ rowId }) => !living.has(rowId))
    .map(({ conversationId, sequence, startedAt }) => ({ conversationId, sequence, startedAt }));
  if (deletions.length === 0) return;
  await ctx.state.update((state) => ({ ...state, pending: { rowIds: [], deletions } }));
  await ctx.publishDeletions(ctx.source.name, deletions);
  await ctx.state.update((state) => ({ ...state, pending: nothingPending }));
  ctx.progress.addDeleted(deletions.length);
  ctx.events.conversationsDeleted(deletions.length);
}
