import type { RoundLease } from '@convoscope/objects';
import { newRetentionRun } from '@convoscope/store';
import { advanceRun } from './advance-run.ts';
import { expiringConversations, expiringReports, planRetention } from './plan-retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

const AT_ONCE = 100;

export type RetentionWorkDeps = RetentionDeps & { lease: Pick<RoundLease, 'hold'> };

/**
 * One round of retention: what was begun goes on, what was asked for begins, and once a UTC day policies are followed of their own. A round without work costs
 * two looks into an index. One process works at a time.
 */
export function createRetentionWork(deps: RetentionWorkDeps): (signal: AbortSignal) => Promise<void> {
  let followedOn = '';
  return async (signal) => {
    const today = new Date(deps.clock.now()).toISOString().slice(0, 10);
    const isDue = deps.policies !== null && followedOn !== today;
    if (!isDue && (await findOpen(deps, 1)).length === 0) return;
    await deps.lease.hold(async (held) => {
      if (isDue) await askForToday(deps, today);
      followedOn = today;
      await advanceAll(deps, held);
    }, signal);
  };
}

/** One that fails keeps no other from being worked on; it is tried again in the next round. */
async function advanceAll(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const run of await findOpen(deps, AT_ONCE))
    await advanceRun(deps, run, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      failures.push(error);
    });
  if (failures.length > 0) throw new AggregateError(failures, 'retention could not go on');
}

async function findOpen({ store }: RetentionDeps, limit: number) {
  const running = await store.retentionRuns.findOfStatus('running', limit);
  return [...running, ...(await store.retentionRuns.findOfStatus('requested', limit - running.length || 1))];
}

/** Who asks where nobody does. */
const POLICY = 'retention-policy';

/** A run for each tenant of whom something is to go: the day is part of its name, so that two ask for one. */
async function askForToday(deps: RetentionDeps, today: string): Promise<void> {
  const { store, clock, policies } = deps;
  if (policies === null) return;
  for (const tenant of await store.messages.tenants()) {
    const runId = `daily-${today}`;
    if ((await store.retentionRuns.findById(tenant, runId)) !== null) continue;
    if (!(await hasExpiring(deps, policies, tenant))) continue;
    const wanted = { kind: 'run', because: null, expect: null, requestedBy: POLICY } as const;
    await store.retentionRuns.insert(newRetentionRun({ ...wanted, tenant, runId }, clock.now()));
  }
}

async function hasExpiring(
  deps: RetentionDeps,
  policies: NonNullable<RetentionDeps['policies']>,
  tenant: string,
): Promise<boolean> {
  const { scopes, reportsBefore, holds } = await planRetention(deps, policies, tenant);
  for (const scope of scopes)
    for await (const _ of expiringConversations(deps, tenant, scope, holds)) return true;
  for await (const _ of expiringReports(deps, tenant, reportsBefore, holds)) return true;
  return false;
}
