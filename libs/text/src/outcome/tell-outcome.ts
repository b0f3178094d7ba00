import type { MessageSignals } from '../quality/message-signals.ts';
import { isContent } from './name-signals.ts';

/** How a conversation can end for the one who came with a request. */
export const OUTCOMES = [
  'resolved',
  'partly',
  'unresolved',
  'escalated',
  'abandoned',
  'refused',
  'unknown',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/**
 * What the end of a conversation shows, and how often it was right on the half of the judged conversations that the phrases were tuned on: one right
 * and one wrong are added to each, so that few rows make nobody sure (`tools/bench/text/outcomes.ts` prints the counts).
 */
const REASONS = {
  'the user says that it is done': ['resolved', 0.94],
  'the user takes the answer with thanks': ['resolved', 0.88],
  'the assistant has done what was asked': ['resolved', 0.83],
  'one part is right and another is not': ['partly', 0.8],
  'the user says that it is not done': ['unresolved', 0.88],
  'the user says that the answer is wrong': ['unresolved', 0.8],
  'the user leaves annoyed': ['unresolved', 0.83],
  'the last request has no answer': ['unresolved', 0.86],
  'the last answer is a failure': ['unresolved', 0.67],
  'the matter was handed over': ['escalated', 0.94],
  'the assistant asked, and nobody answered': ['abandoned', 0.86],
  'the assistant declined': ['refused', 0.89],
  'an answer that nobody reacted to': ['unknown', 0.98],
  'nothing was asked': ['unknown', 1],
} as const satisfies Readonly<Record<string, readonly [Outcome, number]>>;

type OutcomeReason = keyof typeof REASONS;

export interface OutcomeResult {
  readonly outcome: Outcome;
  /** In [0, 1]: the share of judged conversations of this reason that a reader called the same. */
  readonly confidence: number;
  readonly because: OutcomeReason;
}

/** What a user's message says against an answer before it. */
function complaintOf(user: MessageSignals): OutcomeReason | undefined {
  if (user.saysHalfDone) return 'one part is right and another is not';
  if (user.saysMadeUp) return 'the user says that the answer is wrong';
  if (user.saysUnsolved) return 'the user says that it is not done';
  return user.isAnnoyed ? 'the user leaves annoyed' : undefined;
}

/** What the answer that a user was content with came to. */
function contentWith(answer: MessageSignals | undefined, user: MessageSignals): OutcomeReason {
  if (answer?.isRefusal) return 'the assistant declined';
  if (answer?.isHandover) return 'the matter was handed over';
  return user.saysResolved ? 'the user says that it is done' : 'the user takes the answer with thanks';
}

/** A conversation whose last word is the user's. */
function endedByUser(messages: readonly MessageSignals[], at: number): OutcomeReason {
  const user = messages[at]!;
  const answer = messages.slice(0, at).findLast(({ role }) => role === 'assistant');
  if (answer === undefined) return 'the last request has no answer';
  const complaint = complaintOf(user);
  if (complaint !== undefined) return complaint;
  if (isContent(user) && !answer.asksBack) return contentWith(answer, user);
  return 'the last request has no answer';
}

/** What declines at length gives something else instead: whether that helped does not show. */
const MOST_OF_A_REFUSAL = 600;

/** A conversation whose last word is the assistant's: the answer, and the user's message that it is to. */
function endedByAssistant(messages: readonly MessageSignals[], at: number): OutcomeReason {
  const answer = messages[at]!;
  if (answer.isError || answer.isEmpty) return 'the last answer is a failure';
  if (answer.isHandover) return 'the matter was handed over';
  const userAt = messages.findLastIndex(({ role }, place) => role === 'user' && place < at);
  const user = messages[userAt];
  if (user === undefined) return 'nothing was asked';
  const before = messages.slice(0, userAt).findLast(({ role }) => role === 'assistant');
  if (before !== undefined) {
    const complaint = complaintOf(user);
    if (complaint !== undefined) return complaint;
    if (isContent(user) && !before.asksBack && !answer.isRefusal) return contentWith(before, user);
  }
  if (answer.isRefusal && answer.nCharacters <= MOST_OF_A_REFUSAL) return 'the assistant declined';
  if (answer.asksBack) return 'the assistant asked, and nobody answered';
  return answer.isDone && !user.asksForText
    ? 'the assistant has done what was asked'
    : 'an answer that nobody reacted to';
}

/**
 * How a conversation ended for the user, by what its last messages show; `unknown` where nothing does: that an answer stands there is no sign that it
 * helped. Cost: O(messages).
 */
export function tellOutcome(messages: readonly MessageSignals[]): OutcomeResult {
  const at = messages.findLastIndex(({ role }) => role === 'user' || role === 'assistant');
  const because =
    at === -1
      ? 'nothing was asked'
      : messages[at]!.role === 'user'
        ? endedByUser(messages, at)
        : endedByAssistant(messages, at);
  const [outcome, confidence] = REASONS[because];
  return { outcome, confidence, because };
}
