/** A corpus of conversations as incidents are counted from it: classified by the local models, as the services do it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  createIntentClassifier,
  createTopicClassifier,
  defaultTaxonomy,
  summariseConversation,
  type ConversationMessage,
} from '@convoscope/text';
import {
  typicalLatency,
  type ConversationFact,
} from '../../../apps/anomaly/src/incidents/conversation-fact.ts';

interface StoredConversation {
  readonly conversation_id: string;
  readonly source?: string;
  readonly user_id?: string;
  readonly model?: string;
  readonly language: string;
  readonly messages: readonly (Omit<ConversationMessage, 'sentAt'> & { timestamp: string })[];
}

/** One conversation a line. */
export function toFacts(jsonLines: string): ConversationFact[] {
  const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
  return jsonLines
    .trim()
    .split('\n')
    .map((line) => {
      const stored = JSON.parse(line) as StoredConversation;
      const summary = summariseConversation(
        stored.messages.map((message) => ({ ...message, sentAt: message.timestamp })),
        analysers,
      );
      return {
        conversationId: stored.conversation_id,
        startedAt: stored.messages[0]?.timestamp ?? '',
        userId: stored.user_id ?? null,
        source: stored.source ?? 'corpus',
        model: stored.model ?? null,
        topic: summary.topic.topic,
        language: stored.language,
        sentiment: summary.sentiment.score,
        quality: summary.quality.score,
        nMessages: stored.messages.length,
        latencySeconds: typicalLatency(summary.messages),
        hasError: summary.messages.some(({ role, isError }) => role === 'assistant' && isError),
        isRefused: summary.quality.issues.includes('refusal'),
      };
    });
}

export function readFacts(file: string): ConversationFact[] {
  const bytes = readFileSync(file);
  return toFacts((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}
