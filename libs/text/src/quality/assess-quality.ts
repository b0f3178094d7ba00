import { repeatsOf } from '../outcome/name-signals.ts';
import { type MessageSignals, type QualityMessage, signalsOf } from './message-signals.ts';

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

export interface QualityResult {
  /** In [0, 1]: 1 is a conversation without any known defect. */
  readonly score: number;
  /** Gravest first. */
  readonly issues: readonly QualityIssue[];
}

/** An assistant slower than this keeps people waiting. */
const SLOW_SECONDS = 60;
const LONG_CONVERSATION = 30;
const SAME = { leastShare: 0.8, nBefore: 3 };
const NEGATIVE_DROP = 0.4;
const MANY_APOLOGIES = 2;

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
    user_repeats_itself: repeatsOf(messages, { ...SAME, role: 'user' }).length > 0,
    negative_turn: hasNegativeTurn(users),
    repeated_apology: answers.filter((message) => message.isApology).length >= MANY_APOLOGIES,
    empty_answer: answers.some((message) => message.isEmpty),
    repeated_answer: repeatsOf(messages, { ...SAME, role: 'assistant' }).length > 0,
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
