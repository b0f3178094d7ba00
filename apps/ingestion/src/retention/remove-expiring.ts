import { reportFiles } from '@convoscope/reports';
import type { LegalHoldDocument, RetentionCounts, RetentionRunDocument } from '@convoscope/store';
import { publishDeletions } from '../steps/publish-conversations.step.ts';
import { asMember, BATCH, countOfConversations, countOfReport, digestOf } from './count-expiring.ts';
import { inBatches } from './in-batches.ts';
import { expiringConversations, expiringReports } from './plan-retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

/**
 * Removes what a run that has begun is about, in small steps. Each is written down before it is taken and counted when it is done, in one write: a crash between
 * any two repeats a step, with the same events, and counts it once. A hold that is placed meanwhile counts from the next step on. Returns the digest of all.
 */
export async function removeExpiring(
  deps: RetentionDeps,
  run: RetentionRunDocument,
  signal: AbortSignal,
): Promise<string> {
  const digest = await settlePending(deps, run);
  let state = { ...run, digest };
  for (;;) {
    const holds = await deps.store.legalHolds.findActive(run.tenant);
    const removed = await removeUnder(deps, state, holds, signal);
    state = { ...state, digest: removed.digest };
    if (removed.isDone) return state.digest;
  }
}

/** What was begun before a crash. */
async function settlePending(deps: RetentionDeps, run: RetentionRunDocument): Promise<string> {
  const { pending, pendingReport, pendingCounts } = run;
  if (pending.length > 0) return removeConversations(deps, run, pendingCounts);
  return pendingReport === null ? run.digest : removeReport(deps, run, pendingReport, pendingCounts);
}

type Progress = Pick<RetentionRunDocument, 'tenant' | 'runId' | 'scopes' | 'reportsBefore' | 'digest'>;

/** Goes on as long as the same holds are in force. */
async function removeUnder(
  deps: RetentionDeps,
  run: Progress,
  holds: readonly LegalHoldDocument[],
  signal: AbortSignal,
): Promise<{ digest: string; isDone: boolean }> {
  const { store, clock, perSecond } = deps;
  const { tenant, runId } = run;
  let { digest } = run;
  const areHoldsAsBefore = async (): Promise<boolean> => {
    const now = await store.legalHolds.findActive(tenant);
    return now.map(({ holdId }) => holdId).join() === holds.map(({ holdId }) => holdId).join();
  };
  for (const scope of run.scopes)
    for await (const pending of inBatches(expiringConversations(deps, tenant, scope, holds), BATCH)) {
      signal.throwIfAborted();
      if (!(await areHoldsAsBefore())) return { digest, isDone: false };
      const pendingCounts = await countOfConversations(deps, tenant, pending);
      await store.retentionRuns.update(tenant, runId, { pending, pendingCounts });
      digest = await removeConversations(deps, { ...run, digest, pending }, pendingCounts);
      await clock.sleep((pending.length * 1_000) / perSecond, signal);
    }
  for await (const report of expiringReports(deps, tenant, run.reportsBefore, holds)) {
    signal.throwIfAborted();
    if (!(await areHoldsAsBefore())) return { digest, isDone: false };
    const files = await reportFiles(deps, report);
    const pendingReport = { reportId: report.reportId, revision: report.revision, files };
    const pendingCounts = countOfReport(report, files);
    await store.retentionRuns.update(tenant, runId, { pendingReport, pendingCounts });
    digest = await removeReport(deps, { ...run, digest }, pendingReport, pendingCounts);
  }
  return { digest, isDone: true };
}

/** Publishes, then removes, then counts. Every part may be repeated. */
async function removeConversations(
  deps: RetentionDeps,
  run: Progress & Pick<RetentionRunDocument, 'pending'>,
  counts: RetentionCounts,
): Promise<string> {
  const { store, clock, events } = deps;
  const { tenant, runId, pending, scopes } = run;
  const deletedAt = new Date(clock.now());
  const deletions = pending.map(({ revision: _, ...one }) => ({ ...one, sequence: one.sequence + 1 }));
  await publishDeletions({ ...deps, tenant }, deletions, { deletedAt, reason: 'erased' });
  await store.personTraces.eraseOfConversations(
    tenant,
    pending.map(({ conversationId }) => conversationId),
  );
  await store.messages.erase(
    tenant,
    deletions.map((deletion) => ({ ...deletion, deletedAt })),
  );
  const digest = digestOf(run.digest, pending);
  const scope = scopes.findIndex(({ source }) => source === pending[0]?.source);
  await store.retentionRuns.settlePending(tenant, runId, { scope, n: pending.length, digest, counts });
  tell(events, counts);
  return digest;
}

/** The files first: nothing is left behind alone. */
async function removeReport(
  deps: RetentionDeps,
  run: Progress,
  report: NonNullable<RetentionRunDocument['pendingReport']>,
  counts: RetentionCounts,
): Promise<string> {
  const { store, objects, events } = deps;
  const { tenant, runId } = run;
  const digest = digestOf(run.digest, [asMember(report)]);
  for (const key of report.files) await objects.delete(key);
  await store.snapshots.remove(tenant, 'reporting', `announced-${report.reportId}`);
  await store.personTraces.removeReport(tenant, report.reportId);
  await store.retentionRuns.settlePending(tenant, runId, { scope: null, n: 0, digest, counts });
  tell(events, counts);
  return digest;
}

function tell(events: RetentionDeps['events'], counts: RetentionCounts): void {
  for (const places of Object.values(counts))
    for (const [place, n] of Object.entries(places)) events.removed(place, n);
}
