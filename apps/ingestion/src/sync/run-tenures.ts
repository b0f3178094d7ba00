import { randomUUID } from 'node:crypto';
import type { FindingBook } from '../findings/finding.ts';
import { LeaseLostError, type LeasedState, type SourceLease } from '../state/leased-state.ts';
import { whileHolding } from '../state/while-holding.ts';
import { POLL_ROW_ID, type ErrorBook } from './error-book.ts';
import type { PollerDeps } from './poller-deps.ts';
import type { PublishedMemory } from './published-memory.ts';
import { createRunProgress, withRun, type RunProgress } from './run-progress.ts';
import type { RunRecord } from './source-state.ts';
import type { SyncContext } from './sync-context.ts';

export interface TenureParts extends Pick<SyncContext, 'pipeline' | 'publishDeletions' | 'leftOut'> {
  lease: SourceLease;
  errors: ErrorBook;
  findings: FindingBook;
  published: PublishedMemory;
  /** Opens the source, where that has not been done. */
  open(signal: AbortSignal): Promise<void>;
}

/** Work on the source as its only writer. */
export type Phases = (ctx: SyncContext) => Promise<void>;

/** Does work under the lease of the source. Null: somebody else holds it. Throws what stopped it, after it was noted. */
export type Tenures = (phases: Phases, signal: AbortSignal) => Promise<RunRecord | null>;

export function createTenures(deps: PollerDeps, parts: TenureParts): Tenures {
  const { clock, events } = deps;
  const { leaseMs } = deps.options;
  return (phases, signal) =>
    whileHolding(parts.lease, { clock, leaseMs, signal }, async (state, held) => {
      events.leaseTaken(state.token);
      await parts.errors.load();
      // What the process before has published; one that ended in order has left nothing to be repeated.
      for (const version of state.current.publishedAhead ?? []) parts.published.add(version);
      return runPhases(deps, parts, { state, phases, signal: held });
    });
}

interface Tenure {
  state: LeasedState;
  phases: Phases;
  signal: AbortSignal;
}

const progressOf = ({ store, tenant, source, clock }: PollerDeps, { findings }: TenureParts): RunProgress => {
  const mirror = store.processingState.put.bind(store.processingState);
  return createRunProgress(randomUUID(), { tenant, source: source.name, clock, mirror, findings });
};

function contextOf(
  deps: PollerDeps,
  parts: TenureParts,
  { state, signal }: Tenure,
  progress: RunProgress,
): SyncContext {
  const { source, events, clock, tenant, options } = deps;
  const { pipeline, publishDeletions, errors, leftOut } = parts;
  return {
    ...{ source, state, pipeline, publishDeletions, errors, leftOut, progress },
    ...{ events, clock, tenant, options, signal },
  };
}

async function runPhases(deps: PollerDeps, parts: TenureParts, tenure: Tenure): Promise<RunRecord> {
  const { source, events, telemetry } = deps;
  const progress = progressOf(deps, parts);
  const ctx = contextOf(deps, parts, tenure, progress);
  const markBefore = markOf(tenure.state);
  let failure: unknown = null;
  try {
    await parts.open(tenure.signal);
    await telemetry.span('poll source', () => tenure.phases(ctx), { attributes: { source: source.name } });
  } catch (error) {
    failure = error;
  }
  const run = progress.end(failure);
  events.pollEnded(run);
  await notePoll(parts.errors, failure);
  if (!(failure instanceof LeaseLostError)) {
    const isReadAnew = source.kind === 'file' && markOf(tenure.state) !== markBefore;
    await noteRun(tenure.state, parts.findings, { run, isReadAnew });
    await progress.mirror(tenure.state.current, true);
  }
  if (failure !== null) throw failure as Error;
  return run;
}

const markOf = ({ current }: LeasedState): string => JSON.stringify(current.cursor.mark);

/** What was found out stays until the source is read anew. */
async function noteRun(
  state: LeasedState,
  findings: FindingBook,
  { run, isReadAnew }: { run: RunRecord; isReadAnew: boolean },
): Promise<void> {
  const found = findings.sums();
  await state.update((current) => ({
    ...current,
    history: withRun(current.history, run),
    findings: found.length > 0 || isReadAnew ? found : (current.findings ?? []),
  }));
}

/** Failures that speak of what the source gave, not of whether it could be reached. */
const UNREADABLE_PAGES: Readonly<Record<string, string>> = {
  NOCODB_MALFORMED_BODY: 'page-malformed',
  NOCODB_EMPTY_PAGE: 'page-empty',
  NOCODB_UNORDERED_PAGE: 'page-unordered',
  NOCODB_NO_KEYS: 'page-without-keys',
  FILE_UNREADABLE: 'file-unreadable',
};

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

async function notePoll(errors: ErrorBook, failure: unknown): Promise<void> {
  if (failure === null) await errors.resolve([POLL_ROW_ID]);
  // Where a comparison has run into it first, the breaker tells of it.
  const found = codeOf(failure) === 'RESILIENCE_BREAKER_OPEN' ? (failure as Error).cause : failure;
  const reason = UNREADABLE_PAGES[codeOf(found)];
  if (reason !== undefined) await errors.recordPoll(reason, (found as Error).message);
}
