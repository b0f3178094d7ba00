import { createHash } from 'node:crypto';
import { canonicalJson, type AnomalyDetected, type ConversationScored } from '@convoscope/contracts';

/** What a finding says; its pass tells which of two is newer. */
export type FindingContent = Omit<AnomalyDetected, 'pass'>;

export const findingIdOf = (conversationId: string): string => `conversation/${conversationId}`;

const withRevision = (content: Omit<FindingContent, 'revision'>): FindingContent => ({
  ...content,
  revision: createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32),
});

/** An unusual conversation as a published finding; withdrawn where it is not unusual. */
export function toConversationAnomaly(scored: ConversationScored): FindingContent {
  const similar = scored.similarConversationIds ?? [];
  return withRevision({
    ...{ anomalyId: findingIdOf(scored.conversationId), kind: 'conversation', severity: 'info' },
    ...{ detectedFor: scored.startedAt, windowEnd: scored.endedAt, metric: 'conversation-score' },
    group: { topic: scored.topic, ...(scored.model !== null && { model: scored.model }) },
    ...{ observed: scored.anomalyScore, expected: scored.threshold, score: scored.anomalyScore },
    contributions: scored.contributions,
    explanation: scored.explanation ?? 'It is unlike the others.',
    // The conversation itself, then usual ones that are most like it.
    exampleConversationIds: [scored.conversationId, ...similar],
    ...{ detector: scored.detector, isWithdrawn: !scored.isAnomalous },
  });
}

/** What is left of the finding of a conversation that was deleted: that there was one, and nothing of what it said. */
export function toDeletedFinding(finding: AnomalyDetected): FindingContent {
  const { anomalyId, kind, severity, detectedFor, windowEnd, metric, detector } = finding;
  return withRevision({
    ...{ anomalyId, kind, severity, detectedFor, windowEnd, metric, detector },
    ...{ group: {}, observed: 0, expected: null, score: 0, contributions: [], exampleConversationIds: [] },
    ...{ explanation: 'The conversation was deleted.', isWithdrawn: true },
  });
}
