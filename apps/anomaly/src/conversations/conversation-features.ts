import type { ConversationCategorised, MessageFeatures } from '@convoscope/contracts';

/**
 * What a conversation looks like to the detector, in a fixed order. Counts and lengths are on a log scale, because
 * what is unusual is a factor, not a difference.
 */
export const CONVERSATION_FEATURES = [
  'messages',
  'user text length',
  'assistant text length',
  'longest message',
  'user share of text',
  'mean sentiment',
  'lowest sentiment',
  'sentiment trend',
  'error answers',
  'answer latency',
  'longest pause',
  'topic confidence',
  'topic rarity',
  'language rarity',
  'hour of day',
  'quality',
] as const;

export type ConversationFeature = (typeof CONVERSATION_FEATURES)[number];

/** How rare a topic or language is among the conversations seen so far, in [0.9, 1]; 1 is never seen. */
export interface Rarity {
  topic: number;
  language: number;
}

/** The features of one conversation, in the order of CONVERSATION_FEATURES; every value is finite. Cost: O(messages). */
export function toFeatureVector(conversation: ConversationCategorised, rarity: Rarity): Float64Array {
  const user = conversation.messages.filter((message) => message.role === 'user');
  const assistant = conversation.messages.filter((message) => message.role === 'assistant');
  const userCharacters = sum(user, (message) => message.nCharacters);
  const assistantCharacters = sum(assistant, (message) => message.nCharacters);
  const sentiments = user.map((message) => message.sentiment);
  const latencies = assistant.flatMap((message) => message.latencySeconds ?? []);
  return Float64Array.of(
    Math.log1p(conversation.messages.length),
    Math.log1p(userCharacters),
    Math.log1p(assistantCharacters),
    Math.log1p(Math.max(0, ...conversation.messages.map((message) => message.nCharacters))),
    userCharacters / Math.max(1, userCharacters + assistantCharacters),
    mean(sentiments),
    Math.min(0, ...sentiments),
    (sentiments.at(-1) ?? 0) - (sentiments[0] ?? 0),
    assistant.filter((message) => message.isError).length / Math.max(1, assistant.length),
    Math.log1p(mean(latencies)),
    Math.log1p(Math.max(0, ...conversation.messages.map((message) => message.latencySeconds ?? 0))),
    conversation.topic.confidence,
    rarity.topic,
    rarity.language,
    new Date(conversation.startedAt).getUTCHours(),
    conversation.quality.score,
  );
}

const sum = (messages: readonly MessageFeatures[], value: (message: MessageFeatures) => number): number =>
  messages.reduce((total, message) => total + value(message), 0);

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
