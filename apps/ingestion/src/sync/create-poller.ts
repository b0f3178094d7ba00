import { randomUUID } from 'node:crypto';
import { createFindingBook } from '../findings/finding.ts';
import { createSourceLease } from '../state/leased-state.ts';
import { whileHolding } from '../state/while-holding.ts';
import { createPublishDeletionsStep } from '../steps/publish-conversations.step.ts';
import { assemblePipeline } from './assemble-pipeline.ts';
import { compareSource, type Settled } from './compare-source.ts';
import { createErrorBook } from './error-book.ts';
import { createTurns } from './in-turns.ts';
import { isDue } from './is-due.ts';
import { pollSource, type PollMode } from './poll-source.ts';
import type { PollerDeps } from './poller-deps.ts';
import { createLeftOutRows } from './left-out-rows.ts';
import { createPublishedMemory } from './published-memory.ts';
import { createTenures, type Tenures } from './run-tenures.ts';
import type { Cursor, RunRecord, SourceState } from './source-state.ts';

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

export function createPoller(deps: PollerDeps): Poller {
  const { source, clock } = deps;
  const { leaseMs, reconcileIntervalMs } = deps.options;
  const leaseOptions = { states: deps.states, holder: `${process.pid}-${randomUUID()}`, leaseMs, clock };
  /** Of its own, so that a comparison of hours keeps no poll waiting. */
  const comparisonLease = createSourceLease({ ...leaseOptions, source: `${source.name}.comparison` });
  const findings = createFindingBook();
  const atSource = createTurns();
  let isOpen = false;
  const open = async (signal: AbortSignal): Promise<void> => {
    if (!isOpen) await source.open(signal);
    isOpen = true;
  };
  const lease = createSourceLease({ ...leaseOptions, source: source.name });
  const tenures = assembleTenures(deps, { lease, findings, open });

  const readCursor = async (): Promise<Cursor | undefined> =>
    ((await deps.states.read(source.name))?.value as SourceState | undefined)?.cursor;

  /** Right after the first load there is nothing to compare yet: the first comparison waits its interval. */
  const isComparisonDue = (cursor: Cursor): boolean =>
    isDue(clock.now(), cursor.lastReconciledAtMs ?? cursor.lastFullScanAtMs, reconcileIntervalMs);

  return {
    hasLoaded: async () => (await readCursor())?.isFirstLoadDone === true,
    poll: (mode, signal) =>
      tenures((ctx) => {
        findings.clear();
        return atSource(() => pollSource(ctx, mode));
      }, signal),
    async compare(signal, isForced = false) {
      const cursor = await readCursor();
      if (cursor?.isFirstLoadDone !== true || !(isForced || isComparisonDue(cursor))) return null;
      return whileHolding(comparisonLease, { clock, leaseMs, signal }, async (_, held) => {
        await open(held);
        return compareSource(deps, { tenures, atSource, signal: held });
      });
    },
  };
}

/** The steps of a page, and the tenures that they work in. */
function assembleTenures(
  deps: PollerDeps,
  parts: Pick<Parameters<typeof createTenures>[1], 'lease' | 'findings' | 'open'>,
): Tenures {
  const { store, tenant, clock, source, options } = deps;
  const errors = createErrorBook({
    ...{ store, tenant, clock, source: source.name },
    ...{ maxAttempts: options.retryMaxAttempts, baseDelayMs: options.retryBaseDelayMs },
  });
  const publishDeletions = createPublishDeletionsStep(deps);
  const published = createPublishedMemory();
  const leftOut = createLeftOutRows();
  const pipeline = assemblePipeline(deps, errors, publishDeletions, published, parts.findings, leftOut);
  return createTenures(deps, { ...parts, errors, publishDeletions, published, pipeline, leftOut });
}
