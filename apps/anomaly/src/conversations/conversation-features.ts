import type { ConversationCategorised, MessageFeatures } from '@convoscope/contracts';

/**
 * What a conversation looks like by itself, in a fixed order; NaN where it is not known. Counts, lengths and times are on a log scale, because
 * what is unusual is a factor, not a difference.
 */
export const OWN_FEATURES = [
  ...(['messages', 'user text', 'assistant text', 'longest message', 'user share of text'] as const),
  ...(['answer time', 'slowest answer', 'timed answers', 'reply time'] as const),
  ...(['mean sentiment', 'lowest sentiment', 'sentiment trend'] as const),
  ...(['failing answers', 'quality', 'repetition', 'refusal'] as const),
  ...(['topic confidence', 'hour'] as const),
] as const;

export type OwnFeature = (typeof OWN_FEATURES)[number];

/** Answers faster than this are equally fast. */
const FASTEST_SECONDS = 0.1;

/** Cost: O(messages). */
export function toOwnFeatures(conversation: ConversationCategorised): number[] {
  const user = conversation.messages.filter(({ role }) => role === 'user');
  const assistant = conversation.messages.filter(({ role }) => role === 'assistant');
  const [userText, assistantText] = [sizeOf(user), sizeOf(assistant)];
  const sentiments = user.map(({ sentiment }) => sentiment);
  const answerTimes = logTimes(assistant);
  const { issues, score } = conversation.quality;
  return [
    Math.log1p(conversation.messages.length),
    Math.log1p(userText),
    Math.log1p(assistantText),
    Math.log1p(Math.max(0, ...conversation.messages.map(({ nCharacters }) => nCharacters))),
    userText / Math.max(1, userText + assistantText),
    mean(answerTimes),
    answerTimes.length === 0 ? NaN : Math.max(...answerTimes),
    answerTimes.length,
    mean(logTimes(user.slice(1))),
    sentiments.length === 0 ? 0 : mean(sentiments),
    Math.min(0, ...sentiments),
    (sentiments.at(-1) ?? 0) - (sentiments[0] ?? 0),
    assistant.filter(({ isError }) => isError).length / Math.max(1, assistant.length),
    score,
    issues.filter((issue) => issue.includes('repeat')).length,
    Number(issues.includes('refusal')),
    conversation.topic.confidence,
    new Date(conversation.startedAt).getUTCHours(),
  ];
}

const sizeOf = (messages: readonly MessageFeatures[]): number =>
  messages.reduce((total, { nCharacters }) => total + nCharacters, 0);

const logTimes = (messages: readonly MessageFeatures[]): number[] =>
  messages
    .flatMap(({ latencySeconds }) => latencySeconds ?? [])
    .map((seconds) => Math.log(Math.max(FASTEST_SECONDS, seconds)));

const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : values.reduce((total, value) => total + value, 0) / values.length;
