import type { Clock } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import type { InputPage, PageKind, PagePipeline, PageResult } from '../ingestion.pipeline.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import type { LeasedState } from '../state/leased-state.ts';
import type { PublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import type { LeftOutRows } from './left-out-rows.ts';
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
  /** Rows that were left out, though they are at the source. */
  leftOut: Pick<LeftOutRows, 'has'>;
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
  /** Of the rules of personal data; null and undefined: there are none. */
  privacyVersion?: string | null;
}

/** Forgetting one costs a repeat. About 100 bytes each, in a document that is written often. */
const MAX_AHEAD = 500;

/** Rows that are new in a page of changes lie beyond the cursor, where the next load meets them. */
const withAhead = (state: SourceState, { firstSeen }: PageResult): SourceState =>
  firstSeen.length === 0
    ? state
    : { ...state, publishedAhead: [...(state.publishedAhead ?? []), ...firstSeen].slice(-MAX_AHEAD) };

/** Notes what is about to be stored and published, beside what others have noted: ranges are read at the same time, and what failed is still to do. */
export const withPending = (state: SourceState, work: PendingWork): SourceState => ({
  ...state,
  pending: {
    rowIds: [...new Set([...state.pending.rowIds, ...work.rowIds])],
    deletions: [...state.pending.deletions, ...work.deletions],
  },
});

/** Crosses out what is done, and nothing else. */
export function withoutPending(state: SourceState, work: PendingWork): SourceState {
  const rowIds = new Set(work.rowIds);
  const toKey = ({ conversationId, sequence }: PendingWork['deletions'][number]): string =>
    JSON.stringify([conversationId, sequence]);
  const deletions = new Set(work.deletions.map(toKey));
  return {
    ...state,
    pending: {
      rowIds: state.pending.rowIds.filter((rowId) => !rowIds.has(rowId)),
      deletions: state.pending.deletions.filter((deletion) => !deletions.has(toKey(deletion))),
    },
  };
}

/** Processes a page and, when all of it is stored and published, moves the cursor by `advance` in the same write that crosses out its pending work. */
export async function processAndAdvance(
  ctx: SyncContext,
  page: InputPage & { shareRead?: number | null },
  kind: PageKind,
  advance: (state: SourceState) => SourceState,
): Promise<PageResult> {
  ctx.signal.throwIfAborted();
  const announced: PendingWork[] = [];
  const result = await ctx.pipeline(page, {
    kind,
    signal: ctx.signal,
    announce: async (pending) => {
      announced.push(pending);
      await ctx.state.update((state) => withPending(state, pending));
    },
  });
  const before = ctx.state.current;
  const isMoved = advance(before) !== before;
  if (isMoved || announced.length > 0) {
    await ctx.state.update((state) =>
      advance(announced.length === 0 ? state : withAhead(announced.reduce(withoutPending, state), result)),
    );
  }
  ctx.progress.add(result, page);
  await ctx.progress.mirror(ctx.state.current);
  return result;
}

/** Leaves the cursor where it is. */
export const stay = (state: SourceState): SourceState => state;
