/** A corpus of conversations as incidents are counted from it: classified by the local models, as the services do it. */
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
import { readRows } from '../text/read-rows.ts';

export interface StoredConversation {
  readonly conversation_id: string;
  readonly source?: string;
  readonly user_id?: string;
  readonly model?: string;
  readonly language: string;
  readonly messages: readonly (Omit<ConversationMessage, 'sentAt'> & { timestamp: string })[];
}

export function toFacts(conversations: readonly StoredConversation[]): ConversationFact[] {
  const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
  return conversations.map((stored) => {
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

/** Of a file with one conversation a line, also gzipped. */
export const readFacts = (file: string): ConversationFact[] => toFacts(readRows<StoredConversation>(file));
