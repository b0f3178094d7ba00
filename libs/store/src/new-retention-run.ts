import type { RetentionRunDocument } from './documents.ts';

/** Until who works on it says how long it stays. */
const KEPT_MS = 1_095 * 86_400_000;

/** A preview or a run of retention that nobody has worked on yet. */
export const newRetentionRun = (
  wanted: Pick<RetentionRunDocument, 'tenant' | 'runId' | 'kind' | 'requestedBy' | 'because' | 'expect'>,
  nowMs: number,
): RetentionRunDocument => ({
  ...{ ...wanted, status: 'requested', requestedAt: new Date(nowMs), completedAt: null, problem: null },
  ...{ scopes: [], reportsBefore: null, holds: [], nConversations: 0, digest: '0'.repeat(64), counts: {} },
  ...{ pending: [], pendingReport: null, pendingCounts: {}, expireAt: new Date(nowMs + KEPT_MS) },
});
