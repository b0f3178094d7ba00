import { loadNewRows } from './load-new-rows.ts';
import { isDue } from './is-due.ts';
import { finishPending, readChanges, retryDueErrors, scanEverything } from './read-changes.ts';
import type { SyncContext } from './sync-context.ts';

/** What a poll must do beyond looking for news; `reconcile` is `full` where the source does not tell of changes. */
export type PollMode = 'incremental' | 'full' | 'reconcile';

/** One look at the source, from what the last one left: unfinished work, rows due again, new rows, changed rows, and now and then everything. Ids are compared beside it (`reconcile-rows.ts`). */
export async function pollSource(ctx: SyncContext, mode: PollMode): Promise<void> {
  await finishPending(ctx);
  await retryDueErrors(ctx);
  await loadNewRows(ctx);
  const missesRows = await readChanges(ctx);
  if (missesRows || isFullScanDue(ctx, mode)) await scanEverything(ctx);
}

/** Where the source tells no time of modification, only a full scan finds changes: then it takes the rhythm of reconciliation. */
function isFullScanDue(ctx: SyncContext, mode: PollMode): boolean {
  const { fullScanIntervalMs, reconcileIntervalMs } = ctx.options;
  const intervalMs = ctx.source.seesChanges
    ? fullScanIntervalMs
    : Math.min(fullScanIntervalMs, reconcileIntervalMs);
  const isAsked = mode === 'full' || (mode === 'reconcile' && !ctx.source.seesChanges);
  // Other rules of personal data are other content: all of it is read again, at once.
  const isOther = (ctx.options.privacyVersion ?? null) !== (ctx.state.current.cursor.privacyVersion ?? null);
  return isAsked || isOther || isDue(ctx.clock.now(), ctx.state.current.cursor.lastFullScanAtMs, intervalMs);
}
