import { createHash } from 'node:crypto';
import { canonicalJson, type AnomalyDetected, type ConversationScored } from '@convoscope/contracts';

/** An unusual conversation as a published finding. */
export function toConversationAnomaly(scored: ConversationScored): AnomalyDetected {
  const causes = scored.contributions.filter(({ contribution }) => contribution > 0).slice(0, 3);
  const anomaly = {
    anomalyId: `conversation/${scored.conversationId}`,
    kind: 'conversation' as const,
    severity: 'info' as const,
    detectedFor: scored.startedAt,
    windowEnd: scored.endedAt,
    metric: 'conversation-score',
    group: { topic: scored.topic, ...(scored.model !== null && { model: scored.model }) },
    observed: scored.anomalyScore,
    expected: scored.threshold,
    score: scored.anomalyScore,
    contributions: scored.contributions,
    explanation: `This conversation about ${scored.topic} is unlike those before it: ${causes.map(({ feature }) => feature).join(', ') || 'no single feature stands out'}.`,
    exampleConversationIds: [scored.conversationId],
    detector: scored.detector,
  };
  return {
    ...anomaly,
    revision: createHash('sha256').update(canonicalJson(anomaly)).digest('hex').slice(0, 32),
  };
}
