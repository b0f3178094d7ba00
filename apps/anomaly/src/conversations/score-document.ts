import {
  conversationDate,
  toConversationRef,
  type ConversationCategorised,
  type ConversationScored,
} from '@convoscope/contracts';
import type { ConversationMetrics, ScoreDocument } from '@convoscope/store';
import { createHash } from 'node:crypto';
import { typicalLatency } from '../incidents/conversation-fact.ts';
import { OWN_FEATURES } from './conversation-features.ts';
import type { Member } from './reference-scale.ts';

/**
 * A score's pass is a million times that of the categories it was made from, and one more each time it is settled: what is settled wins over its
 * preview, what is settled anew over what was settled before, and the preview of newer categories over all of them.
 */
export const SETTLEMENTS_A_PASS = 1_000_000;
export const previewPass = (categorisedPass: number): number => SETTLEMENTS_A_PASS * categorisedPass;
export const settledPass = (pass: number): number => pass + 1;
export const categorisedPass = (pass: number): number => Math.floor(pass / SETTLEMENTS_A_PASS);

/** What the incidents' metrics are counted from. */
export function toConversationMetrics(conversation: ConversationCategorised): ConversationMetrics {
  const answers = conversation.messages.filter(({ role }) => role === 'assistant');
  const latencies = answers.flatMap(({ latencySeconds }) => latencySeconds ?? []);
  return {
    sentiment: conversation.sentiment.score,
    quality: conversation.quality.score,
    nAssistantMessages: answers.length,
    nErrors: answers.filter(({ isError }) => isError).length,
    meanLatencySeconds:
      latencies.length === 0 ? null : latencies.reduce((sum, seconds) => sum + seconds, 0) / latencies.length,
    typicalLatencySeconds: typicalLatency(conversation.messages),
    isRefused: conversation.quality.issues.includes('refusal'),
    language: conversation.language,
  };
}

/** A number that the id decides, as evenly spread as if it were drawn. */
export const sampleKeyOf = (conversationId: string): number =>
  createHash('sha256').update(conversationId).digest().readUInt32BE(0);

/** The stored form of a score. */
export const toScoreDocument = (
  tenant: string,
  data: ConversationScored,
  made: { metrics: ConversationMetrics; features: number[] },
  scoredAt: Date,
): ScoreDocument => ({
  ...data,
  ...{ tenant, date: conversationDate(data), ...made, sampleKey: sampleKeyOf(data.conversationId), scoredAt },
});

/** What a reference takes of a stored score; null where its features were not kept. */
export function toMember({ conversationId, topic, metrics, features }: ScoreDocument): Member | null {
  if (features?.length !== OWN_FEATURES.length) return null;
  return { conversationId, topic, language: metrics.language ?? 'und', features };
}

/** The event's part of a stored score. */
export function toScored(row: ScoreDocument): ConversationScored {
  const { topic, anomalyScore, isAnomalous, threshold, contributions, detector } = row;
  const { isSettled, reference, explanation, similarConversationIds } = row;
  return {
    ...toConversationRef(row),
    ...{ topic, anomalyScore, isAnomalous, threshold, contributions, detector },
    ...(isSettled !== undefined && { isSettled }),
    ...(reference !== undefined && { reference }),
    ...(explanation !== undefined && { explanation }),
    ...(similarConversationIds !== undefined && { similarConversationIds }),
  };
}
