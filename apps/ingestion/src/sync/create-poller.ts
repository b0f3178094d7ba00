import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Bus } from '@convoscope/bus';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import { createFindingBook } from '../findings/finding.ts';
import { createSourceLease, LeaseLostError, type LeasedState } from '../state/leased-state.ts';
import { whileHolding } from '../state/while-holding.ts';
import type { StateStore } from '../state/state-store.port.ts';
import { createPublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import { assemblePipeline } from './assemble-pipeline.ts';
import { createErrorBook, POLL_ROW_ID } from './error-book.ts';
import { createPublishedMemory } from './published-memory.ts';
import { pollSource, type PollMode } from './poll-source.ts';
import { createRunProgress, withRun } from './run-progress.ts';
import { createTurns, inTurns } from './in-turns.ts';
import { isDue } from './is-due.ts';
import { reconcileRows } from './reconcile-rows.ts';
import type { Cursor, RunRecord, SourceState } from './source-state.ts';
import type { SyncContext, SyncOptions } from './sync-context.ts';

export interface PollerOptions extends SyncOptions {
  leaseMs: number;
  retryMaxAttempts: number;
  retryBaseDelayMs: number;
}

export interface PollerDeps {
  source: ConversationSource;
  mapping: ColumnMapping;
  states: StateStore;
  store: Pick<Store, 'messages' | 'processingErrors' | 'processingState'>;
  bus: Pick<Bus, 'publish'>;
  clock: Clock;
  telemetry: Telemetry;
  events: IngestionEvents;
  tenant: string;
  /** Where a comparison keeps what does not fit into memory. Default: the system's temporary folder. */
  scratchDir?: string;
  options: PollerOptions;
}

/** Polls one source. Any number of them may exist for the same source: the lease lets one work at a time. */
export interface Poller {
  /** One poll. Null: another poller holds the lease. Throws what stopped it; the cursor stands where everything before is published. */
  poll(mode: PollMode, signal: AbortSignal): Promise<RunRecord | null>;
  /**
   * Compares all ids of the source with what is stored (`reconcileRows`), beside polls: only what it finds is settled in turns with them. Null:
   * another process is at it, the first load is not over, or, unless `isForced`, the last comparison is not old enough. Resolves to what was settled.
   */
  compare(signal: AbortSignal, isForced?: boolean): Promise<Settled | null>;
  /** Whether the first load is over: until then there is nothing to compare. */
  hasLoaded(): Promise<boolean>;
}

/** What a comparison found and put right. */
export type Settled = Pick<RunRecord, 'rowsSeen' | 'published' | 'deleted' | 'rejected' | 'sizeBytes'>;

/** How often the lease is asked for while a poll is running. */
const TURN_RETRY_MS = 100;

export function createPoller(deps: PollerDeps): Poller {
  const { source, clock, events, tenant, telemetry } = deps;
  const { leaseMs, reconcileIntervalMs, maxDeletedShare } = deps.options;
  const leaseOptions = { states: deps.states, holder: `${process.pid}-${randomUUID()}`, leaseMs, clock };
  const lease = createSourceLease({ ...leaseOptions, source: source.name });
  /** Of its own, so that a comparison of hours keeps no poll waiting. */
  const comparisonLease = createSourceLease({ ...leaseOptions, source: `${source.name}.comparison` });
  const errors = createErrorBook({
    store: deps.store,
    tenant,
    source: source.name,
    clock,
    maxAttempts: deps.options.retryMaxAttempts,
    baseDelayMs: deps.options.retryBaseDelayMs,
  });
  const publishDeletions = createPublishDeletionsStep(deps);
  const published = createPublishedMemory();
  const findings = createFindingBook();
  const pipeline = assemblePipeline(deps, errors, publishDeletions, published, findings);
  const atSource = createTurns();
  let isOpen = false;

  async function openOnce(signal: AbortSignal): Promise<void> {
    if (!isOpen) await source.open(signal);
    isOpen = true;
  }

  async function work(
    state: LeasedState,
    phases: (ctx: SyncContext) => Promise<void>,
    signal: AbortSignal,
  ): Promise<RunRecord> {
    const mirror = deps.store.processingState.put.bind(deps.store.processingState);
    const progress = createRunProgress(randomUUID(), {
      tenant,
      source: source.name,
      clock,
      mirror,
      findings,
    });
    const markBefore = JSON.stringify(state.current.cursor.mark);
    const { options } = deps;
    const ctx = {
      ...{ source, state, pipeline, publishDeletions, errors, progress },
      ...{ events, clock, tenant, options, signal },
    };
    // What the process before has published; one that ended in order has left nothing to be repeated.
    for (const version of state.current.publishedAhead ?? []) published.add(version);
    let failure: unknown = null;
    try {
      await openOnce(signal);
      await telemetry.span('poll source', () => phases(ctx), { attributes: { source: source.name } });
    } catch (error) {
      failure = error;
    }
    const run = progress.end(failure);
    events.pollEnded(run);
    await notePoll(failure);
    if (!(failure instanceof LeaseLostError)) {
      const isReadAnew = source.kind === 'file' && JSON.stringify(state.current.cursor.mark) !== markBefore;
      const found = findings.sums();
      await state.update((current) => ({
        ...current,
        history: withRun(current.history, run),
        findings: found.length > 0 || isReadAnew ? found : (current.findings ?? []),
      }));
      await progress.mirror(state.current, true);
    }
    if (failure !== null) throw failure as Error;
    return run;
  }

  async function notePoll(failure: unknown): Promise<void> {
    if (failure === null) await errors.resolve([POLL_ROW_ID]);
    const reason = UNREADABLE_PAGES[(failure as { code?: string } | null)?.code ?? ''];
    if (reason !== undefined) await errors.recordPoll(reason, (failure as Error).message);
  }

  const tenure = (
    phases: (ctx: SyncContext) => Promise<void>,
    signal: AbortSignal,
  ): Promise<RunRecord | null> =>
    whileHolding(lease, { clock, leaseMs, signal }, (state, held) => {
      events.leaseTaken(state.token);
      return work(state, phases, held);
    });

  /** Waits for its turn. */
  async function inTurn(
    phases: (ctx: SyncContext) => Promise<void>,
    signal: AbortSignal,
  ): Promise<RunRecord> {
    for (;;) {
      const run = await tenure(phases, signal);
      if (run !== null) return run;
      await clock.sleep(TURN_RETRY_MS, signal);
    }
  }

  const readCursor = async (): Promise<Cursor | undefined> =>
    ((await deps.states.read(source.name))?.value as SourceState | undefined)?.cursor;

  /** Right after the first load there is nothing to compare yet: the first comparison waits its interval. */
  const isComparisonDue = (cursor: Cursor): boolean =>
    isDue(clock.now(), cursor.lastReconciledAtMs ?? cursor.lastFullScanAtMs, reconcileIntervalMs);

  async function compareNow(signal: AbortSignal): Promise<Settled> {
    await openOnce(signal);
    const settled = { rowsSeen: 0, published: 0, deleted: 0, rejected: 0, sizeBytes: 0 };
    await reconcileRows({
      ...{ events, maxDeletedShare, signal, scratchDir: deps.scratchDir ?? tmpdir() },
      source: inTurns(source, atSource),
      stored: deps.store.messages.revisions(tenant, source.name),
      async tenure(phases) {
        const run = await inTurn(async (ctx) => {
          await errors.load();
          await phases(ctx);
        }, signal);
        for (const key of Object.keys(settled) as (keyof Settled)[]) settled[key] += run[key];
      },
    });
    events.comparisonEnded(clock.now());
    return settled;
  }

  return {
    hasLoaded: async () => (await readCursor())?.isFirstLoadDone === true,
    poll: (mode, signal) =>
      tenure((ctx) => {
        findings.clear();
        return atSource(() => pollSource(ctx, mode));
      }, signal),
    async compare(signal, isForced = false) {
      const cursor = await readCursor();
      if (cursor?.isFirstLoadDone !== true || !(isForced || isComparisonDue(cursor))) return null;
      return whileHolding(comparisonLease, { clock, leaseMs, signal }, (_, held) => compareNow(held));
    },
  };
}

/** Failures that speak of what the source gave, not of whether it could be reached. */
const UNREADABLE_PAGES: Readonly<Record<string, string>> = {
  NOCODB_MALFORMED_BODY: 'page-malformed',
  NOCODB_EMPTY_PAGE: 'page-empty',
  NOCODB_UNORDERED_PAGE: 'page-unordered',
  NOCODB_NO_KEYS: 'page-without-keys',
  FILE_UNREADABLE: 'file-unreadable',
};
