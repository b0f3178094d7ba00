import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import { createFindingBook } from '../findings/finding.ts';
import { keepLeaseAlive } from '../state/keep-lease-alive.ts';
import { createSourceLease, LeaseLostError, type LeasedState } from '../state/leased-state.ts';
import type { StateStore } from '../state/state-store.port.ts';
import { createPublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import { assemblePipeline } from './assemble-pipeline.ts';
import { createErrorBook, POLL_ROW_ID } from './error-book.ts';
import { createPublishedMemory } from './published-memory.ts';
import { pollSource, type PollMode } from './poll-source.ts';
import { createRunProgress, withRun } from './run-progress.ts';
import type { RunRecord } from './source-state.ts';
import type { SyncOptions } from './sync-context.ts';

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
  options: PollerOptions;
}

/** Polls one source. Any number of them may exist for the same source: the lease lets one work at a time. */
export interface Poller {
  /** One poll. Null: another poller holds the lease. Throws what stopped it; the cursor stands where everything before is published. */
  poll(mode: PollMode, signal: AbortSignal): Promise<RunRecord | null>;
}

export function createPoller(deps: PollerDeps): Poller {
  const { source, clock, events, tenant, telemetry } = deps;
  const { leaseMs } = deps.options;
  const lease = createSourceLease({
    states: deps.states,
    source: source.name,
    holder: `${process.pid}-${randomUUID()}`,
    leaseMs,
    clock,
  });
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
  let isOpen = false;

  async function work(state: LeasedState, mode: PollMode, signal: AbortSignal): Promise<RunRecord> {
    const mirror = deps.store.processingState.put.bind(deps.store.processingState);
    const progress = createRunProgress(randomUUID(), {
      tenant,
      source: source.name,
      clock,
      mirror,
      findings,
    });
    findings.clear();
    const markBefore = JSON.stringify(state.current.cursor.mark);
    const { options, store } = deps;
    const ctx = {
      source,
      state,
      store,
      pipeline,
      publishDeletions,
      errors,
      progress,
      events,
      clock,
      tenant,
      options,
      signal,
    };
    // What the process before has published; one that ended in order has left nothing to be repeated.
    for (const version of state.current.publishedAhead ?? []) published.add(version);
    let failure: unknown = null;
    try {
      if (!isOpen) await source.open(signal);
      isOpen = true;
      await telemetry.span('poll source', () => pollSource(ctx, mode), {
        attributes: { source: source.name },
      });
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

  return {
    async poll(mode, signal) {
      const state = await lease.acquire();
      if (state === null) return null;
      events.leaseTaken(state.token);
      const stop = new AbortController();
      const alive = keepLeaseAlive(state, { clock, leaseMs }, stop);
      try {
        return await work(state, mode, AbortSignal.any([signal, stop.signal]));
      } catch (error) {
        if (stop.signal.aborted && stop.signal.reason instanceof LeaseLostError) throw stop.signal.reason;
        throw error;
      } finally {
        stop.abort();
        await alive;
        // A lost lease is somebody else's to release.
        await state.release().catch(ignoreLostLease);
      }
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

function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LeaseLostError)) throw error;
}
