import { isFunctionWord } from '../tokens/function-words.ts';
import type { MessageSignals } from '../quality/message-signals.ts';

/** What may happen in a conversation and is worth knowing by name. */
export const SIGNALS = [
  'refusal',
  'repetition',
  'unanswered_question',
  'frustration',
  'escalation_request',
  'hallucination_complaint',
] as const;

export type SignalName = (typeof SIGNALS)[number];

export interface NamedSignal {
  readonly name: SignalName;
  /** The messages that show it, by their places in the conversation. */
  readonly messages: readonly number[];
}

/** Share of the words of the shorter of two messages from which they ask the same. */
const SAME_SHARE = 0.75;
const TELLING_SHARE = 0.65;
const FEWEST_TELLING_WORDS = 2;
const FEWEST_WORDS_TO_COMPARE = 4;

/** Words of `a` that `b` has, too. */
function nShared(a: Iterable<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both;
}

const telling = (words: ReadonlySet<string>): string[] => [...words].filter((word) => !isFunctionWord(word));

/** Whether two messages say the same: most words of the shorter, and most of what tells both from others ("how do I open it" is not "how do I close it"). */
function saysTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>, leastShare: number): boolean {
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  if (shorter.size < FEWEST_WORDS_TO_COMPARE) return false;
  if (nShared(shorter, longer) < leastShare * shorter.size) return false;
  const [ofShorter, ofLonger] = [telling(shorter), telling(longer)];
  return (
    ofShorter.length >= FEWEST_TELLING_WORDS &&
    nShared(ofShorter, longer) >= TELLING_SHARE * Math.max(ofShorter.length, ofLonger.length)
  );
}

/** Who asks for more or for something else does not ask the same. */
const OTHERS = new Set(
  'other others another else more andere anderen anderes mehr autre autres autre plus otro otra otros otras más altro altra altri più outro outra outros mais ander andere anders meer inny inna inne więcej другой другие ещё еще jiný jiné více annan andra mer başka daha'.split(
    ' ',
  ),
);
const asksForOthers = ({ words }: MessageSignals): boolean => [...words].some((word) => OTHERS.has(word));

/** Messages of one side that say nearly what one of the last `nBefore` of that side said. */
export function repeatsOf(
  messages: readonly MessageSignals[],
  { role, leastShare, nBefore }: { role: MessageSignals['role']; leastShare: number; nBefore: number },
): number[] {
  const said = messages.flatMap((message, at) =>
    message.role === role && !isContent(message) && !asksForOthers(message)
      ? [{ words: message.words, at }]
      : [],
  );
  return said.flatMap(({ words, at }, nth) =>
    said.slice(Math.max(0, nth - nBefore), nth).some((before) => saysTheSame(before.words, words, leastShare))
      ? [at]
      : [],
  );
}

/** Who writes more wants more: "thanks, now write …". */
const MOST_OF_CONTENT = 140;

/** Whether a user says no more than that it is well. */
export const isContent = (user: MessageSignals): boolean =>
  !user.asks && user.nCharacters <= MOST_OF_CONTENT && (user.saysResolved || user.saysThanks || user.accepts);

const placesWhere = (
  messages: readonly MessageSignals[],
  holds: (one: MessageSignals) => boolean,
): number[] => messages.flatMap((message, at) => (holds(message) ? [at] : []));

/** Whether a user's message wants an answer: more than thanks, consent or a last word. */
const wantsAnswer = (message: MessageSignals): boolean =>
  message.role === 'user' && !message.isEmpty && !isContent(message);

const lastUnanswered = (messages: readonly MessageSignals[]): number[] => {
  const at = messages.length - 1;
  const last = messages[at];
  return last !== undefined && wantsAnswer(last) && isRequest(last, messages) ? [at] : [];
};

/** A remark ("useless bot") leaves nothing open; a question, or what an assistant asked for, does. */
function isRequest(last: MessageSignals, messages: readonly MessageSignals[]): boolean {
  const before = messages.at(-2);
  return (
    last.asks ||
    before === undefined ||
    before.asksBack ||
    (!last.isAnnoyed && !last.saysUnsolved && !last.saysMadeUp && !last.saysHalfDone)
  );
}

/** Asked again at once: later the same words may ask it of something else ("what does that cost?"), and who is asked says again what was asked. */
const asksAgain = (messages: readonly MessageSignals[]): number[] =>
  repeatsOf(messages, { role: 'user', leastShare: SAME_SHARE, nBefore: 1 }).filter(
    (at) => messages[at - 1]?.asks !== true,
  );

const FIND: Readonly<Record<SignalName, (messages: readonly MessageSignals[]) => number[]>> = {
  refusal: (messages) => placesWhere(messages, ({ isRefusal }) => isRefusal),
  repetition: asksAgain,
  unanswered_question: lastUnanswered,
  frustration: (messages) => placesWhere(messages, ({ isAnnoyed }) => isAnnoyed),
  escalation_request: (messages) => placesWhere(messages, ({ asksForHuman }) => asksForHuman),
  // The first thing said can deny nothing that was answered.
  hallucination_complaint: (messages) =>
    placesWhere(messages, ({ saysMadeUp }) => saysMadeUp).filter((at) => at > 0),
};

/** The named signals of a conversation, in the order of `SIGNALS`, each with the messages that show it. Cost: O(messages). */
export const nameSignals = (messages: readonly MessageSignals[]): NamedSignal[] =>
  SIGNALS.flatMap((name) => {
    const found = FIND[name](messages);
    return found.length === 0 ? [] : [{ name, messages: found }];
  });
