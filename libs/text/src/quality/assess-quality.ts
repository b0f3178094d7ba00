import {
  asksForHuman,
  isApology,
  isErrorMessage,
  isRefusal,
  saysResolved,
  saysThanks,
  saysUnsolved,
} from './quality-signals.ts';

/** Every issue a conversation can have, with what it takes off the score. Weights are a judgement, not learned. */
export const QUALITY_ISSUES = {
  unanswered: 0.35,
  assistant_error: 0.3,
  escalation_requested: 0.25,
  unresolved: 0.25,
  refusal: 0.2,
  user_repeats_itself: 0.2,
  negative_turn: 0.15,
  repeated_apology: 0.1,
  empty_answer: 0.2,
  repeated_answer: 0.15,
  slow_answer: 0.1,
  very_long: 0.05,
} as const;

export type QualityIssue = keyof typeof QUALITY_ISSUES;

/** What is looked at in one message. */
export interface QualityMessage {
  readonly role: 'user' | 'assistant' | 'system' | 'tool';
  readonly content: string;
  /** Sentiment in [-1, 1]. */
  readonly sentiment: number;
  /** Seconds since the message before; null when unknown. */
  readonly latencySeconds: number | null;
}

export interface QualityResult {
  /** In [0, 1]: 1 is a conversation without any known defect. */
  readonly score: number;
  /** Gravest first. */
  readonly issues: readonly QualityIssue[];
}

/** An assistant slower than this keeps people waiting. */
const SLOW_SECONDS = 60;
const LONG_CONVERSATION = 30;
/** Share of common words from which two messages say the same. */
const SAME_SHARE = 0.7;
const FEWEST_WORDS_TO_COMPARE = 4;
const NEGATIVE_DROP = 0.4;
const MANY_APOLOGIES = 2;

function wordSet(text: string): ReadonlySet<string> {
  return new Set(
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** What the score is made of, message by message: long conversations are read a little at a time. */
export interface MessageSignals {
  readonly role: QualityMessage['role'];
  readonly sentiment: number;
  readonly latencySeconds: number | null;
  readonly words: ReadonlySet<string>;
  readonly isEmpty: boolean;
  readonly isError: boolean;
  readonly isRefusal: boolean;
  readonly isApology: boolean;
  readonly asksForHuman: boolean;
  readonly saysThanks: boolean;
  readonly saysResolved: boolean;
  readonly saysUnsolved: boolean;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** The signals of one message. Cost: O(characters), bounded by the first 1,000. */
export function signalsOf({ role, content, sentiment, latencySeconds }: QualityMessage): MessageSignals {
  const [isUser, isAnswer] = [role === 'user', role === 'assistant'];
  return {
    ...{ role, sentiment, latencySeconds },
    words: isUser || isAnswer ? wordSet(content) : NO_WORDS,
    isEmpty: content.trim() === '',
    isError: isAnswer && isErrorMessage(content),
    isRefusal: isAnswer && isRefusal(content),
    isApology: isAnswer && isApology(content),
    asksForHuman: isUser && asksForHuman(content),
    saysThanks: isUser && saysThanks(content),
    saysResolved: isUser && saysResolved(content),
    saysUnsolved: isUser && saysUnsolved(content),
  };
}

/** Whether any message says nearly what one of the three before it said (Jaccard over words). */
function hasRepetition(messages: readonly MessageSignals[]): boolean {
  const sets = messages.map(({ words }) => words).filter((set) => set.size >= FEWEST_WORDS_TO_COMPARE);
  return sets.some((set, at) =>
    sets.slice(Math.max(0, at - 3), at).some((before) => {
      let both = 0;
      for (const word of set) if (before.has(word)) both++;
      return both / (set.size + before.size - both) >= SAME_SHARE;
    }),
  );
}

function isUnresolved(users: readonly MessageSignals[]): boolean {
  const last = users.at(-1);
  if (last === undefined || last.saysResolved) return false;
  return last.saysUnsolved || (last.sentiment <= -0.5 && !last.saysThanks);
}

function hasNegativeTurn(users: readonly MessageSignals[]): boolean {
  if (users.length < 2) return false;
  const last = users.at(-1)!.sentiment;
  return last < -0.2 && last <= users[0]!.sentiment - NEGATIVE_DROP;
}

/**
 * How well a conversation went, as far as it shows: each issue found takes its weight off 1.
 * Cost: O(characters), bounded by the first 1,000 of each message.
 */
export function assessQuality(messages: readonly QualityMessage[]): QualityResult {
  return assessSignals(messages.map(signalsOf));
}

/** The same from signals found before. */
export function assessSignals(messages: readonly MessageSignals[]): QualityResult {
  const users = messages.filter((message) => message.role === 'user');
  const answers = messages.filter((message) => message.role === 'assistant');
  const found: Record<QualityIssue, boolean> = {
    unanswered: users.length > 0 && (answers.length === 0 || endsWithQuestion(messages)),
    assistant_error: answers.some((message) => message.isError),
    escalation_requested: users.some((message) => message.asksForHuman),
    unresolved: isUnresolved(users),
    refusal: answers.some((message) => message.isRefusal),
    user_repeats_itself: hasRepetition(users),
    negative_turn: hasNegativeTurn(users),
    repeated_apology: answers.filter((message) => message.isApology).length >= MANY_APOLOGIES,
    empty_answer: answers.some((message) => message.isEmpty),
    repeated_answer: hasRepetition(answers),
    slow_answer: answers.some((message) => (message.latencySeconds ?? 0) > SLOW_SECONDS),
    very_long: messages.length > LONG_CONVERSATION,
  };
  const issues = (Object.keys(QUALITY_ISSUES) as QualityIssue[])
    .filter((issue) => found[issue])
    .sort((a, b) => QUALITY_ISSUES[b] - QUALITY_ISSUES[a]);
  const lost = issues.reduce((sum, issue) => sum + QUALITY_ISSUES[issue], 0);
  return { score: Math.max(0, Math.round((1 - lost) * 1000) / 1000), issues };
}

/** A last word of thanks or consent needs no answer; anything else does. */
function endsWithQuestion(messages: readonly MessageSignals[]): boolean {
  const last = messages.at(-1);
  if (last?.role !== 'user') return false;
  return !last.saysThanks && !last.saysResolved;
}
