import type { Intent } from '../intents/intent.ts';
import { impossibleIntents } from '../intents/possible-intents.ts';
import type { IntentClassifier, IntentResult } from '../intents/intent-classifier.ts';
import { nameSignals, type NamedSignal } from '../outcome/name-signals.ts';
import { type OutcomeResult, tellOutcome } from '../outcome/tell-outcome.ts';
import { assessSignals, type QualityResult } from '../quality/assess-quality.ts';
import { type MessageSignals, signalsOf } from '../quality/message-signals.ts';
import { analyseTokens, type SentimentLabel, type SentimentResult } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';
import { tokenise } from '../tokens/tokenise.ts';
import { findNotation, withoutCode } from '../topics/notation.ts';
import type { TopicSignal } from '../topics/taxonomy.ts';
import type { TopicClassifier, TopicResult } from '../topics/topic-classifier.ts';
import { feelingOf } from './feeling-of.ts';

export interface ConversationMessage {
  readonly role: 'user' | 'assistant' | 'system' | 'tool';
  readonly content: string;
  /** ISO 8601, or null when unknown. */
  readonly sentAt: string | null;
  /** ISO 639-1, where known. */
  readonly language?: string;
}

export interface MessageSummary {
  readonly index: number;
  readonly role: ConversationMessage['role'];
  readonly nCharacters: number;
  readonly nWords: number;
  /** In [-1, 1]; 0 for system and tool messages, which feel nothing. */
  readonly sentiment: number;
  readonly latencySeconds: number | null;
  readonly isError: boolean;
  /** Of user messages only. */
  readonly intent: Intent | null;
}

export interface ConversationSummary {
  readonly topic: TopicResult;
  readonly intent: IntentResult;
  /** Of the user, the end counting more than the beginning. */
  readonly sentiment: { readonly label: SentimentLabel; readonly score: number; readonly confidence: number };
  /** Mean sentiment of the user's second half less the first; 0 with fewer than two messages. In [-2, 2]. */
  readonly sentimentTrend: number;
  readonly quality: QualityResult;
  /** How it ended for the user, as far as it shows. */
  readonly outcome: OutcomeResult;
  readonly signals: readonly NamedSignal[];
  readonly messages: readonly MessageSummary[];
}

export interface ConversationAnalysers {
  readonly topics: TopicClassifier;
  readonly intents: IntentClassifier;
}

/** Messages are cut here: what they are about shows before, and one huge message must not stop the stream. */
export const MAX_CHARACTERS = 4000;
/** Of all messages together so many characters are read: with 2,000 messages 200 of each. */
const MAX_CHARACTERS_OF_ALL = 400_000;
const MIN_CHARACTERS = 200;
/** Words of the user that the topic is read from. */
const TOPIC_TOKENS = 300;
const NEUTRAL_BAND = 0.2;
/** Intents that say what a conversation is for beat those that only keep it going. */
const PASSING: ReadonlySet<Intent> = new Set(['reply', 'small_talk', 'praise', 'other']);
/** Messages that are about how the conversation goes, not about its topic. */
const SAYS_NO_TOPIC: ReadonlySet<Intent> = new Set([...PASSING, 'complaint', 'escalation']);
const LATER_MESSAGE_WEIGHT = 0.6;

interface Judged {
  readonly message: ConversationMessage;
  /** Of its prose: code says nothing about topic or feeling. */
  readonly tokens: readonly Token[];
  readonly notation: readonly TopicSignal[];
  readonly sentiment: SentimentResult;
  readonly summary: MessageSummary;
  readonly intent: IntentResult | undefined;
  readonly signals: MessageSignals;
}

const NO_SENTIMENT: SentimentResult = { label: 'neutral', score: 0, confidence: 1, evidence: [] };

function secondsBetween(
  before: ConversationMessage | undefined,
  message: ConversationMessage,
): number | null {
  if (before?.sentAt == null || message.sentAt == null) return null;
  const seconds = (Date.parse(message.sentAt) - Date.parse(before.sentAt)) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function countWords(tokens: readonly Token[]): number {
  let count = 0;
  for (const token of tokens)
    if (token.kind !== 'punctuation' && token.kind !== 'emoji' && token.kind !== 'emoticon') count++;
  return count;
}

function judge(
  message: ConversationMessage,
  index: number,
  before: ConversationMessage | undefined,
  { analysers, mostCharacters }: { analysers: ConversationAnalysers; mostCharacters: number },
): Judged {
  const { role, content } = message;
  const text = content.length > mostCharacters ? content.slice(0, mostCharacters) : content;
  const prose = withoutCode(text);
  const notation = findNotation(text);
  const tokens = tokenise(prose);
  const speaks = role === 'user' || role === 'assistant';
  const worded = speaks ? analyseTokens(tokens, message.language) : NO_SENTIMENT;
  const intent =
    role === 'user'
      ? analysers.intents.classifyTokens(
          text,
          tokens,
          worded,
          impossibleIntents(text, tokens, before === undefined || index === 0, worded),
        )
      : undefined;
  const sentiment =
    intent === undefined ? worded : feelingOf(worded, tokens, intent.intent, notation.includes('code'));
  const latencySeconds = secondsBetween(before, message);
  const signals = signalsOf({
    ...{ role, content, sentiment: sentiment.score, latencySeconds },
    asksForText: intent?.intent === 'content_creation',
    complains: intent?.intent === 'complaint' && !notation.includes('code'),
  });
  const summary: MessageSummary = {
    ...{
      index,
      role,
      nCharacters: content.length,
      nWords: countWords(prose === text ? tokens : tokenise(text)),
    },
    ...{ sentiment: sentiment.score, latencySeconds, isError: signals.isError },
    intent: intent?.intent ?? null,
  };
  // Only the beginning of each message is read for the topic; whole tokens of 2,000 messages would fill memory.
  return {
    ...{ message, tokens: tokens.slice(0, TOPIC_TOKENS), notation },
    ...{ sentiment, summary, intent, signals },
  };
}

/** Messages that say what it is about: the user's first, and later ones with a request of their own. */
function tellingMessages(judged: readonly Judged[]): readonly Judged[] {
  const users = judged.filter((each) => each.message.role === 'user');
  if (users.length === 0) return judged;
  const [first, ...later] = users as [Judged, ...Judged[]];
  const telling = later.filter((each) => each.intent !== undefined && !SAYS_NO_TOPIC.has(each.intent.intent));
  // The opening counts double: what follows is about it, and often about little else than how it goes.
  return [first, first, ...telling];
}

function topicOf(judged: readonly Judged[], topics: TopicClassifier): TopicResult {
  const tokens: Token[] = [];
  const notation = new Set<TopicSignal>();
  for (const each of tellingMessages(judged)) {
    for (const signal of each.notation) notation.add(signal);
    if (tokens.length >= TOPIC_TOKENS) break;
    tokens.push(...each.tokens.slice(0, TOPIC_TOKENS - tokens.length));
  }
  return topics.classifyTokens(tokens, [...notation]);
}

/** The intent with the most confidence over the user's messages, the first message counting most. */
function intentOf(judged: readonly Judged[]): IntentResult {
  const votes = new Map<Intent, { sum: number; best: number }>();
  const found = judged.flatMap((each) => (each.intent === undefined ? [] : [each.intent]));
  const telling = found.filter((each) => !PASSING.has(each.intent));
  (telling.length > 0 ? telling : found).forEach((each, at) => {
    const vote = votes.get(each.intent) ?? { sum: 0, best: 0 };
    vote.sum += each.confidence * (at === 0 ? 1 : LATER_MESSAGE_WEIGHT);
    vote.best = Math.max(vote.best, each.confidence);
    votes.set(each.intent, vote);
  });
  const [winner] = [...votes].sort((a, b) => b[1].sum - a[1].sum);
  return winner === undefined
    ? { intent: 'other', confidence: 1 }
    : { intent: winner[0], confidence: winner[1].best };
}

/** Weighted mean: one strong message among thankful or neutral ones must not vanish, nor the end be drowned. */
function sentimentOf(users: readonly SentimentResult[]): ConversationSummary['sentiment'] {
  let sum = 0;
  let weights = 0;
  let confidence = 0;
  users.forEach((each, at) => {
    const weight = (0.3 + Math.abs(each.score)) * (1 + (0.5 * at) / Math.max(1, users.length - 1));
    sum += each.score * weight;
    confidence += each.confidence * weight;
    weights += weight;
  });
  if (weights === 0) return { label: 'neutral', score: 0, confidence: 1 };
  const score = sum / weights;
  const label = score >= NEUTRAL_BAND ? 'positive' : score <= -NEUTRAL_BAND ? 'negative' : 'neutral';
  return { label, score, confidence: confidence / weights };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function trendOf(scores: readonly number[]): number {
  if (scores.length < 2) return 0;
  const half = Math.floor(scores.length / 2);
  return mean(scores.slice(scores.length - half)) - mean(scores.slice(0, half));
}

/** The summary a message at a time (see `summariseConversation`): what drives it may let others have their turn in between. */
export function* summariseInSteps(
  messages: readonly ConversationMessage[],
  analysers: ConversationAnalysers,
): Generator<void, ConversationSummary> {
  const share = Math.floor(MAX_CHARACTERS_OF_ALL / Math.max(1, messages.length));
  const mostCharacters = Math.min(MAX_CHARACTERS, Math.max(MIN_CHARACTERS, share));
  const judged: Judged[] = [];
  for (const [index, message] of messages.entries()) {
    judged.push(judge(message, index, messages[index - 1], { analysers, mostCharacters }));
    yield;
  }
  const users = judged.filter((each) => each.message.role === 'user').map((each) => each.sentiment);
  const signals = judged.map((each) => each.signals);
  return {
    topic: topicOf(judged, analysers.topics),
    intent: intentOf(judged),
    sentiment: sentimentOf(users),
    sentimentTrend: trendOf(users.map((each) => each.score)),
    ...{ quality: assessSignals(signals), outcome: tellOutcome(signals), signals: nameSignals(signals) },
    messages: judged.map((each) => each.summary),
  };
}

/**
 * Everything Convoscope says about a conversation from its text: topic, intent, sentiment and its trend, quality, and
 * a line for each message. Pure and deterministic. Messages beyond 4,000 characters are judged by their beginning, and
 * shorter beginnings where there are more than a hundred (their length is reported whole): the work for a conversation is
 * bounded but for about 50 µs a message. Cost: about 40 µs for a short message.
 */
export function summariseConversation(
  messages: readonly ConversationMessage[],
  analysers: ConversationAnalysers,
): ConversationSummary {
  const steps = summariseInSteps(messages, analysers);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
