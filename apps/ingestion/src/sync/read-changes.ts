import { pagesAhead } from './load-new-rows.ts';
import { processAndAdvance, stay, withoutPending, type SyncContext } from './sync-context.ts';

/** Pass B: rows changed since the mark. The mark moves only when all of them are published. Returns whether everything must be read instead. */
export async function readChanges(ctx: SyncContext): Promise<boolean> {
  const { mark } = ctx.state.current.cursor;
  if (mark === null) return false;
  let missesRows = false;
  // Of files everything is read where anything has changed: a row that is not met any more was mended, or is gone.
  const endWholeRead = ctx.source.kind === 'file' ? ctx.errors.beginWholeRead() : null;
  let isRead = false;
  ctx.progress.enter('changes');
  for await (const page of ctx.source.changes(mark, ctx.signal)) {
    const next = page.mark;
    missesRows ||= page.missesRows === true;
    isRead ||= page.rows.length + page.rejected.length > 0;
    const isMoved = next !== null && JSON.stringify(next) !== JSON.stringify(ctx.state.current.cursor.mark);
    await processAndAdvance(
      ctx,
      page,
      'change',
      isMoved
        ? (state) => ({
            ...state,
            cursor: { ...state.cursor, mark: next, ...(missesRows ? { lastFullScanAtMs: null } : {}) },
          })
        : stay,
    );
  }
  // Where nothing has changed nothing was read.
  if (isRead) await endWholeRead?.();
  return missesRows;
}

/** Compares the content of every row: finds what changed without a time to tell it (links, direct writes to the database, no such column). */
export async function scanEverything(ctx: SyncContext): Promise<void> {
  ctx.progress.enter('full-scan', ctx.source.kind === 'file' ? null : await ctx.source.count(ctx.signal));
  for await (const page of pagesAhead(ctx, { after: null, upTo: null })) {
    await processAndAdvance(ctx, page, 'change', stay);
  }
  await ctx.state.update((state) => ({
    ...state,
    cursor: {
      ...state.cursor,
      lastFullScanAtMs: ctx.clock.now(),
      privacyVersion: ctx.options.privacyVersion ?? null,
    },
  }));
}

const RETRY_PAGE = 100;

/** Rows whose error is due again. Those gone at the source are resolved: nothing is left to be understood. */
export async function retryDueErrors(ctx: SyncContext): Promise<void> {
  const due = await ctx.errors.due(RETRY_PAGE);
  if (due.length === 0) return;
  ctx.progress.enter('retry', due.length);
  const rowIds = due.map(({ sourceRowId }) => sourceRowId);
  const { rows, rejected } = await ctx.source.rowsByIds(rowIds, ctx.signal);
  await processAndAdvance(ctx, { rows, rejected, sizeBytes: 0 }, 'retry', stay);
  const found = new Set([...rows, ...rejected].map(({ rowId }) => rowId));
  await ctx.errors.resolve(rowIds.filter((rowId) => !found.has(rowId)));
}

/** What a crash, or a bus that could not be reached, has left stored but not published is published again. */
export async function finishPending(ctx: SyncContext): Promise<void> {
  const { pending } = ctx.state.current;
  if (pending.rowIds.length + pending.deletions.length === 0) return;
  await ctx.publishDeletions(ctx.source.name, pending.deletions);
  const { rows, rejected } = await ctx.source.rowsByIds(pending.rowIds, ctx.signal);
  await processAndAdvance(ctx, { rows, rejected, sizeBytes: 0 }, 'load', (state) =>
    withoutPending(state, pending),
  );
}
