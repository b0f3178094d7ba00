import { noteRetention, type RetentionRunDocument } from '@convoscope/store';
import { countExpiring } from './count-expiring.ts';
import { planRetention } from './plan-retention.ts';
import { removeExpiring } from './remove-expiring.ts';
import type { RetentionDeps } from './retention-deps.ts';

type Change = Parameters<RetentionDeps['store']['retentionRuns']['update']>[2];

/** Works on a preview or a run to its end, or until the signal fires; another call goes on where this one stopped. */
export async function advanceRun(
  deps: RetentionDeps,
  run: RetentionRunDocument,
  signal: AbortSignal,
): Promise<void> {
  if (run.status === 'running') return goOn(deps, run, signal);
  if (run.status !== 'requested') return;
  if (deps.policies === null) return end(deps, run, refusal(NO_POLICIES));
  const plan = await planRetention(deps, deps.policies, run.tenant);
  const holds = plan.holds.map(({ holdId }) => holdId);
  const { reportsBefore } = plan;
  if (run.kind === 'preview') {
    const counted = await countExpiring(deps, run.tenant, plan, signal);
    return end(deps, run, { ...counted, holds, reportsBefore, status: 'done' });
  }
  if (run.expect !== null) {
    const { digest, nConversations } = await countExpiring(deps, run.tenant, plan, signal);
    if (digest !== run.expect)
      return end(deps, run, refusal(`${NOT_AS_EXPECTED} (${nConversations} conversations now)`));
  }
  const begun: Change = { status: 'running', scopes: plan.scopes, reportsBefore, holds };
  await begin(deps, run, begun);
  await goOn(deps, { ...run, ...begun }, signal);
}

const NO_POLICIES =
  'ingestion has no policies: name a file of them in RETENTION_POLICY_FILE (docs/retention.md), then start it again';
const NOT_AS_EXPECTED = 'what would go is not what the preview showed: look at a new one';

const refusal = (problem: string): Change => ({ status: 'refused', problem });

/** What goes is noted first: from then on nothing of it comes in again. */
async function begin(
  { store, clock }: RetentionDeps,
  run: RetentionRunDocument,
  begun: Change,
): Promise<void> {
  const { scopes = [], reportsBefore = null } = begun;
  const sources = Object.fromEntries(scopes.map(({ source, before }) => [source, before]));
  await store.auditLog.append(run.tenant, [auditEntry(run, 'retention.begin', new Date(clock.now()), null)]);
  await noteRetention(store.snapshots, run.tenant, { sources, reportsBefore });
  await store.retentionRuns.update(run.tenant, run.runId, begun);
}

async function goOn(deps: RetentionDeps, run: RetentionRunDocument, signal: AbortSignal): Promise<void> {
  const digest = await removeExpiring(deps, run, signal);
  const at = new Date(deps.clock.now());
  await deps.store.auditLog.append(run.tenant, [auditEntry(run, 'retention.end', at, digest)]);
  await end(deps, run, { status: 'done', digest });
}

const auditEntry = (
  { runId, requestedBy, because }: RetentionRunDocument,
  action: string,
  at: Date,
  after: string | null,
) => ({
  ...{ at, by: requestedBy, action, subject: `retention run ${runId}`, because, before: null, after },
});

async function end(
  { store, clock, events, keepRunsMs }: RetentionDeps,
  run: RetentionRunDocument,
  change: Change,
): Promise<void> {
  await store.retentionRuns.update(run.tenant, run.runId, {
    ...change,
    completedAt: new Date(clock.now()),
    expireAt: new Date(clock.now() + keepRunsMs),
  });
  const { nConversations = run.nConversations, status = run.status, problem = null } = change;
  events.runEnded({ ...run, status, problem }, nConversations);
}
