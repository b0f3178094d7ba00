import type { KeyRange, RowPage } from '../sources/conversation-source.port.ts';
import type { RangeProgress, SourceState } from './source-state.ts';
import { processAndAdvance, type SyncContext } from './sync-context.ts';

/** Pass A: every row beyond the cursor, in key order. The first time, ranges of keys are read at the same time. */
export async function loadNewRows(ctx: SyncContext): Promise<void> {
  const { cursor } = ctx.state.current;
  if (!cursor.isFirstLoadDone) return loadFirstTime(ctx);
  ctx.progress.enter('load');
  await readRange(ctx, { after: cursor.lastKey, upTo: null }, (lastKey) => (state) => ({
    ...state,
    cursor: { ...state.cursor, lastKey },
  }));
}

async function loadFirstTime(ctx: SyncContext): Promise<void> {
  if (ctx.state.current.cursor.mark === null) await planFirstLoad(ctx);
  const total = ctx.source.kind === 'file' ? null : await ctx.source.count(ctx.signal);
  ctx.progress.enter('load', total);
  const { ranges } = ctx.state.current.cursor;
  const failures: unknown[] = [];
  // Every range is let run to its own end: what one read is not lost because another failed.
  const workers = ranges.map((range, index) =>
    loadRange(ctx, range, index).catch((error: unknown) => void failures.push(error)),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
  await ctx.state.update((state) => ({
    ...state,
    cursor: {
      ...state.cursor,
      isFirstLoadDone: true,
      lastKey: state.cursor.ranges.at(-1)?.after ?? null,
      ranges: [],
      lastFullScanAtMs: ctx.clock.now(),
    },
  }));
}

/** The mark is taken before the first row is read, so that no change during the load is missed. */
async function planFirstLoad(ctx: SyncContext): Promise<void> {
  const mark = await ctx.source.markNow(ctx.signal);
  const ranges = await ctx.source.splitKeys(ctx.options.parallelRanges, ctx.signal);
  await ctx.state.update((state) => ({
    ...state,
    cursor: { ...state.cursor, mark, ranges: ranges.map((range) => ({ ...range, isDone: false })) },
  }));
}

async function loadRange(ctx: SyncContext, range: RangeProgress, index: number): Promise<void> {
  if (range.isDone) return;
  await readRange(ctx, range, (after) => (state) => withRange(state, index, { after }));
  await ctx.state.update((state) => withRange(state, index, { isDone: true }));
}

function withRange(state: SourceState, index: number, change: Partial<RangeProgress>): SourceState {
  const ranges = state.cursor.ranges.map((range, i) => (i === index ? { ...range, ...change } : range));
  return { ...state, cursor: { ...state.cursor, ranges } };
}

async function readRange(
  ctx: SyncContext,
  range: KeyRange,
  advanceTo: (lastKey: string) => (state: SourceState) => SourceState,
): Promise<void> {
  for await (const page of pagesAhead(ctx, range)) {
    const { lastKey } = page;
    await processAndAdvance(ctx, page, 'load', lastKey === null ? (state) => state : advanceTo(lastKey));
  }
}

/** Pages of a range, the next one being fetched while the last one is worked on. */
export async function* pagesAhead(
  { source, signal }: Pick<SyncContext, 'source' | 'signal'>,
  range: KeyRange,
): AsyncIterable<RowPage> {
  let upcoming: Promise<RowPage> | null = source.rowsAfter({ after: range.after, upTo: range.upTo }, signal);
  while (upcoming !== null) {
    const page: RowPage = await upcoming;
    upcoming = page.next === null ? null : source.rowsAfter({ after: page.next, upTo: range.upTo }, signal);
    // A failure is raised when the page is awaited; until then it must not count as unhandled.
    upcoming?.catch(() => undefined);
    yield page;
  }
}
