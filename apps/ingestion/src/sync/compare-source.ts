import { tmpdir } from 'node:os';
import { inTurns, type Turns } from './in-turns.ts';
import type { PollerDeps } from './poller-deps.ts';
import { reconcileRows } from './reconcile-rows.ts';
import type { Phases, Tenures } from './run-tenures.ts';
import type { RunRecord } from './source-state.ts';

/** What a comparison found and put right. */
export type Settled = Pick<RunRecord, 'rowsSeen' | 'published' | 'deleted' | 'rejected' | 'sizeBytes'>;

/** How often the lease is asked for while a poll is running. */
const TURN_RETRY_MS = 100;

export interface CompareOptions {
  tenures: Tenures;
  atSource: Turns;
  signal: AbortSignal;
}

/** Compares all ids of an open source with what is stored, beside polls: only what it finds is settled in turns with them. */
export async function compareSource(deps: PollerDeps, options: CompareOptions): Promise<Settled> {
  const { source, store, events, tenant, clock } = deps;
  const { maxDeletedShare } = deps.options;
  const { signal, atSource } = options;
  const settled = { rowsSeen: 0, published: 0, deleted: 0, rejected: 0, sizeBytes: 0 };
  await reconcileRows({
    ...{ events, maxDeletedShare, signal, scratchDir: deps.scratchDir ?? tmpdir() },
    source: inTurns(source, atSource),
    stored: store.messages.revisions(tenant, source.name),
    async tenure(phases) {
      const run = await inTurn(deps, options, phases);
      for (const key of Object.keys(settled) as (keyof Settled)[]) settled[key] += run[key];
    },
  });
  events.comparisonEnded(clock.now());
  return settled;
}

/** Waits for its turn. */
async function inTurn(
  { clock }: PollerDeps,
  { tenures, signal }: CompareOptions,
  phases: Phases,
): Promise<RunRecord> {
  for (;;) {
    const run = await tenures(phases, signal);
    if (run !== null) return run;
    await clock.sleep(TURN_RETRY_MS, signal);
  }
}
