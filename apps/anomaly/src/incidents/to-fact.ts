import type { ScoreDocument } from '@convoscope/store';
import type { ConversationFact } from './conversation-fact.ts';

/** What a stored score says for the metrics. */
export function toFact({ metrics, topic, ...score }: ScoreDocument): ConversationFact {
  const { conversationId, startedAt, userId, source, model, nMessages } = score;
  const latency = metrics.typicalLatencySeconds ?? metrics.meanLatencySeconds;
  return {
    ...{ conversationId, startedAt, userId, source, model, topic, nMessages },
    language: metrics.language ?? 'und',
    sentiment: metrics.sentiment,
    quality: metrics.quality,
    latencySeconds: latency,
    hasError: metrics.nErrors > 0,
    isRefused: metrics.isRefused ?? false,
  };
}
