import { createHash } from 'node:crypto';
import { canonicalJson, type AnomalyDetected, type ConversationScored } from '@convoscope/contracts';

/** A score, with what was said of the conversation before. */
export interface Judged {
  data: ConversationScored;
  wasAnomalous: boolean;
}

/** The finding that a score makes: an unusual conversation, or one that is unusual no more; null for one that never was. */
export const toFinding = ({ data, wasAnomalous }: Judged): AnomalyDetected | null =>
  data.isAnomalous || wasAnomalous ? toConversationAnomaly(data) : null;

/** An unusual conversation as a published finding; withdrawn where it is not unusual. */
export function toConversationAnomaly(scored: ConversationScored): AnomalyDetected {
  const similar = scored.similarConversationIds ?? [];
  const anomaly = {
    ...{
      anomalyId: `conversation/${scored.conversationId}`,
      kind: 'conversation' as const,
      severity: 'info' as const,
    },
    ...{ detectedFor: scored.startedAt, windowEnd: scored.endedAt, metric: 'conversation-score' },
    group: { topic: scored.topic, ...(scored.model !== null && { model: scored.model }) },
    ...{ observed: scored.anomalyScore, expected: scored.threshold, score: scored.anomalyScore },
    contributions: scored.contributions,
    explanation: scored.explanation ?? 'It is unlike the others.',
    // The conversation itself, then usual ones that are most like it.
    exampleConversationIds: [scored.conversationId, ...similar],
    ...{ detector: scored.detector, pass: scored.pass, isWithdrawn: !scored.isAnomalous },
  };
  return {
    ...anomaly,
    revision: createHash('sha256').update(canonicalJson(anomaly)).digest('hex').slice(0, 32),
  };
}
