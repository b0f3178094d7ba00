import { addToDigest, EMPTY_DIGEST } from '@convoscope/privacy';
import { reportFiles } from '@convoscope/reports';
import type { ExpiringConversation, RetentionCounts } from '@convoscope/store';
import { inBatches } from './in-batches.ts';
import {
  expiringConversations,
  expiringReports,
  type ExpiringReport,
  type RetentionPlan,
} from './plan-retention.ts';
import type { RetentionDeps } from './retention-deps.ts';

/** Conversations that are looked up and removed at once. */
export const BATCH = 100;

/** What goes, or went. */
export interface Expiring {
  scopes: RetentionPlan['scopes'];
  nConversations: number;
  digest: string;
  counts: RetentionCounts;
}

export function addCounts(counts: RetentionCounts, more: RetentionCounts): RetentionCounts {
  const sums = structuredClone(counts);
  for (const [day, places] of Object.entries(more)) {
    const ofDay = (sums[day] ??= {});
    for (const [place, n] of Object.entries(places)) ofDay[place] = (ofDay[place] ?? 0) + n;
  }
  return sums;
}

export const digestOf = (
  digest: string,
  conversations: readonly Pick<ExpiringConversation, 'conversationId' | 'revision'>[],
): string =>
  conversations.reduce(
    (sum, { conversationId, revision }) => addToDigest(sum, conversationId, revision),
    digest,
  );

/** What stands of these conversations, by the day that they began and collection. */
export async function countOfConversations(
  { store }: Pick<RetentionDeps, 'store'>,
  tenant: string,
  conversations: readonly ExpiringConversation[],
): Promise<RetentionCounts> {
  const days = new Map(
    conversations.map(({ conversationId, startedAt }) => [conversationId, startedAt.slice(0, 10)]),
  );
  const ids = [...days.keys()];
  const found = await store.conversationTraces.ofConversations(tenant, ids);
  const counts: RetentionCounts = {};
  for (const [place, ofPlace] of Object.entries({ conversation_messages: ids, ...found }))
    for (const id of ofPlace) {
      const ofDay = (counts[days.get(id) ?? ''] ??= {});
      ofDay[place] = (ofDay[place] ?? 0) + 1;
    }
  return counts;
}

/** What stands of a report, by the day that it ends. */
export const countOfReport = ({ to }: ExpiringReport, files: readonly string[]): RetentionCounts => ({
  [to]: { analytics_reports: 1, ...(files.length > 0 && { report_files: files.length }) },
});

/** Everything that a plan would remove. Removes nothing. Cost: what it counts. */
export async function countExpiring(
  deps: Pick<RetentionDeps, 'store' | 'objects'>,
  tenant: string,
  { scopes, reportsBefore, holds }: RetentionPlan,
  signal: AbortSignal,
): Promise<Expiring> {
  const sum: Expiring = { scopes: [], nConversations: 0, digest: EMPTY_DIGEST, counts: {} };
  for (const scope of scopes) {
    let n = 0;
    for await (const batch of inBatches(expiringConversations(deps, tenant, scope, holds), BATCH)) {
      signal.throwIfAborted();
      n += batch.length;
      sum.digest = digestOf(sum.digest, batch);
      sum.counts = addCounts(sum.counts, await countOfConversations(deps, tenant, batch));
    }
    sum.nConversations += n;
    sum.scopes.push({ ...scope, n });
  }
  for await (const report of expiringReports(deps, tenant, reportsBefore, holds)) {
    signal.throwIfAborted();
    sum.digest = digestOf(sum.digest, [asMember(report)]);
    sum.counts = addCounts(sum.counts, countOfReport(report, await reportFiles(deps, report)));
  }
  return sum;
}

/** A report as the digest knows it. */
export const asMember = ({
  reportId,
  revision,
}: Pick<ExpiringReport, 'reportId' | 'revision'>): { conversationId: string; revision: string } => ({
  conversationId: `report ${reportId}`,
  revision,
});
