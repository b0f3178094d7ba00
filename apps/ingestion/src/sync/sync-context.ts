import type { Clock } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import type { InputPage, PageKind, PagePipeline, PageResult } from '../ingestion.pipeline.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import type { LeasedState } from '../state/leased-state.ts';
import type { PublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import type { ErrorBook } from './error-book.ts';
import type { RunProgress } from './run-progress.ts';
import type { PendingWork, SourceState } from './source-state.ts';

/** What the phases of a poll work with. One poll, one lease. */
export interface SyncContext {
  source: ConversationSource;
  state: LeasedState;
  pipeline: PagePipeline;
  publishDeletions: PublishDeletionsStep;
  errors: ErrorBook;
  progress: RunProgress;
  events: IngestionEvents;
  clock: Pick<Clock, 'now'>;
  tenant: string;
  options: SyncOptions;
  signal: AbortSignal;
}

export interface SyncOptions {
  parallelRanges: number;
  reconcileIntervalMs: number;
  fullScanIntervalMs: number;
  maxDeletedShare: number;
}

/** Forgetting one costs a repeat. About 100 bytes each, in a document that is written often. */
const MAX_AHEAD = 500;

/** Rows that are new in a page of changes lie beyond the cursor, where the next load meets them. */
const withAhead = (state: SourceState, { firstSeen }: PageResult): SourceState =>
  firstSeen.length === 0
    ? state
    : { ...state, publishedAhead: [...(state.publishedAhead ?? []), ...firstSeen].slice(-MAX_AHEAD) };

export const nothingPending: PendingWork = { rowIds: [], deletions: [] };

/** Processes a page and, when all of it is stored and published, moves the cursor by `advance` in the same write that clears the pending work. */
export async function processAndAdvance(
  ctx: SyncContext,
  page: InputPage & { shareRead?: number | null },
  kind: PageKind,
  advance: (state: SourceState) => SourceState,
): Promise<PageResult> {
  ctx.signal.throwIfAborted();
  let isAnnounced = false;
  const result = await ctx.pipeline(page, {
    kind,
    signal: ctx.signal,
    announce: async (pending) => {
      isAnnounced = true;
      await ctx.state.update((state) => ({ ...state, pending }));
    },
  });
  const before = ctx.state.current;
  const isMoved = advance(before) !== before;
  if (isMoved || isAnnounced) {
    await ctx.state.update((state) =>
      advance(isAnnounced ? withAhead({ ...state, pending: nothingPending }, result) : state),
    );
  }
  ctx.progress.add(result, page);
  await ctx.progress.mirror(ctx.state.current);
  return result;
}

/** Leaves the cursor where it is. */
export const stay = (state: SourceState): SourceState => state;
