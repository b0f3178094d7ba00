import { firstKeptDay, keptDays, mayTouch, openWindows, isHeldBy, personHashOf } from '@convoscope/privacy';
import type {
  ExpiringConversation,
  LegalHoldDocument,
  ReportDocument,
  RetentionRunDocument,
} from '@convoscope/store';
import type { RetentionDeps } from './retention-deps.ts';

/** What policies ask for of a tenant now. */
export interface RetentionPlan extends Pick<RetentionRunDocument, 'scopes' | 'reportsBefore'> {
  holds: LegalHoldDocument[];
}

type PlanDeps = Pick<RetentionDeps, 'store' | 'clock'>;

export async function planRetention(
  { store, clock }: PlanDeps,
  policies: NonNullable<RetentionDeps['policies']>,
  tenant: string,
): Promise<RetentionPlan> {
  const dayOf = (days: number | null): string | null =>
    days === null ? null : firstKeptDay(clock.now(), days);
  const sources = await store.messages.sources(tenant);
  return {
    scopes: sources.flatMap((source) => {
      const before = dayOf(keptDays(policies, { tenant, source, kind: 'conversations' }));
      return before === null ? [] : [{ source, before, n: 0 }];
    }),
    reportsBefore: dayOf(keptDays(policies, { tenant, kind: 'reports' })),
    holds: await store.legalHolds.findActive(tenant),
  };
}

/** Conversations of one source that go: older than what is kept, and held by nobody. Cost: those, and those of held persons. */
export async function* expiringConversations(
  { store }: Pick<RetentionDeps, 'store'>,
  tenant: string,
  { source, before }: RetentionRunDocument['scopes'][number],
  holds: readonly LegalHoldDocument[],
): AsyncGenerator<ExpiringConversation> {
  for (const window of openWindows(before, source, holds))
    for await (const { userId, ...conversation } of store.messages.ofWindow(tenant, source, window)) {
      const personHash = userId === null ? null : personHashOf(tenant, userId);
      const day = conversation.startedAt.slice(0, 10);
      if (!holds.some((hold) => isHeldBy(hold, { personHash, source, day }))) yield conversation;
    }
}

export type ExpiringReport = Omit<ReportDocument, 'content'>;

/** Reports that go. They are about everybody: a hold of any person or source keeps those of its days. */
export async function* expiringReports(
  { store }: Pick<RetentionDeps, 'store'>,
  tenant: string,
  before: string | null,
  holds: readonly LegalHoldDocument[],
): AsyncGenerator<ExpiringReport> {
  if (before === null) return;
  for await (const report of store.reports.endingBefore(tenant, before))
    if (!holds.some((hold) => mayTouch(hold, report))) yield report;
}
