import { loadNewRows } from './load-new-rows.ts';
import { finishPending, readChanges, retryDueErrors, scanEverything } from './read-changes.ts';
import { reconcileRows } from './reconcile-rows.ts';
import type { SyncContext } from './sync-context.ts';

/** What a poll must do beyond looking for news. */
export type PollMode = 'incremental' | 'full' | 'reconcile';

/** One look at the source, from what the last one left: unfinished work, rows due again, new rows, changed rows, and now and then everything. */
export async function pollSource(ctx: SyncContext, mode: PollMode): Promise<void> {
  await ctx.errors.load();
  await finishPending(ctx);
  await retryDueErrors(ctx);
  await loadNewRows(ctx);
  const missesRows = await readChanges(ctx);
  if (missesRows || isFullScanDue(ctx, mode)) await scanEverything(ctx);
  if (isReconciliationDue(ctx, mode)) await reconcileRows(ctx);
}

/** What a process with a clock that was ahead did last "in the future" is due: nobody waits until its time has come. */
function isDue(ctx: SyncContext, lastAtMs: number | null, intervalMs: number): boolean {
  if (lastAtMs === null) return true;
  const sinceMs = ctx.clock.now() - lastAtMs;
  return sinceMs < 0 || sinceMs >= intervalMs;
}

/** Where the source tells no time of modification, only a full scan finds changes: then it takes the rhythm of reconciliation. */
function isFullScanDue(ctx: SyncContext, mode: PollMode): boolean {
  const { fullScanIntervalMs, reconcileIntervalMs } = ctx.options;
  const intervalMs = ctx.source.seesChanges
    ? fullScanIntervalMs
    : Math.min(fullScanIntervalMs, reconcileIntervalMs);
  const isAsked = mode === 'full' || (mode === 'reconcile' && !ctx.source.seesChanges);
  return isAsked || isDue(ctx, ctx.state.current.cursor.lastFullScanAtMs, intervalMs);
}

/** After the first load there is nothing to compare yet: the first reconciliation waits its interval. */
function isReconciliationDue(ctx: SyncContext, mode: PollMode): boolean {
  const { lastReconciledAtMs, lastFullScanAtMs } = ctx.state.current.cursor;
  return (
    mode !== 'incremental' ||
    isDue(ctx, lastReconciledAtMs ?? lastFullScanAtMs, ctx.options.reconcileIntervalMs)
  );
}
