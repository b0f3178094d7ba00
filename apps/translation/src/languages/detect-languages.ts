import type { Message } from '@convoscope/contracts';
import { UNDETERMINED, type IdentifiedLanguage, type LanguageIdentifier } from '@convoscope/text';

export interface ConversationLanguages {
  /** Language most of the user's text is in; `und` where nothing is sure. */
  language: string;
  languageConfidence: number;
  /** Every language found in reliable messages, most text first; the conversation's own language is always in it. */
  languages: string[];
  messages: { language: string; confidence: number }[];
}

type Identifier = Pick<LanguageIdentifier, 'identify'>;

/** Of a long message so much counts: one pasted document shall not outweigh what people said. */
const MOST_WEIGHT = 600;
/** A message up to so many characters takes the language of its conversation where it can't be told by itself. */
const SHORT_MESSAGE = 40;

/**
 * Language of each message and of the conversation. A message too short to tell ("ok", "da") takes the language
 * that the readable text of its conversation is in: people seldom change language for one word. Where nothing is
 * sure, the answer is `und`: a greeting of two letters gets no invented language.
 * Cost: one identification a message, another for each unsure one, and one over the joined text where none is sure.
 */
export function detectLanguages(identifier: Identifier, messages: readonly Message[]): ConversationLanguages {
  const steps = detectInSteps(identifier, messages);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same a message at a time: what drives it may let others have their turn in between. */
export function* detectInSteps(
  identifier: Identifier,
  messages: readonly Message[],
): Generator<void, ConversationLanguages> {
  const found: IdentifiedLanguage[] = [];
  for (const message of messages) {
    found.push(identifier.identify(message.content));
    yield;
  }
  const all = weighByLanguage(messages, found, () => true);
  const main =
    heaviest(weighByLanguage(messages, found, (message) => message.role === 'user')) ??
    heaviest(all) ??
    identifyJoined(identifier, messages);
  const languages = [...all.entries()]
    .sort((a, b) => b[1].characters - a[1].characters)
    .map(([language]) => language);
  if (!languages.includes(main.language) && main.language !== UNDETERMINED) languages.unshift(main.language);
  const settled: Main[] = [];
  for (const [index, message] of messages.entries()) {
    settled.push(settle(identifier, message, found[index], main));
    yield;
  }
  return {
    ...{ language: main.language, languageConfidence: main.confidence },
    ...{ languages, messages: settled },
  };
}

interface Main {
  language: string;
  confidence: number;
}

/** An unsure message in the light of its conversation. */
function settle(
  identifier: Identifier,
  { content }: Message,
  found: IdentifiedLanguage | undefined,
  main: Main,
): Main {
  if (found?.isReliable) return { language: found.language, confidence: found.confidence };
  if (main.language === UNDETERMINED || content.length <= SHORT_MESSAGE) return { ...main };
  const again = identifier.identify(content, { expected: main.language });
  return again.isReliable
    ? { language: again.language, confidence: again.confidence }
    : { language: UNDETERMINED, confidence: 0 };
}

interface Weight {
  characters: number;
  confidence: number;
}

function weighByLanguage(
  messages: readonly Message[],
  found: readonly IdentifiedLanguage[],
  counts: (message: Message) => boolean,
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  messages.forEach((message, index) => {
    const one = found[index];
    if (!one?.isReliable || !counts(message)) return;
    const weight = weights.get(one.language) ?? { characters: 0, confidence: 0 };
    weight.characters += Math.min(message.content.length, MOST_WEIGHT);
    weight.confidence = Math.max(weight.confidence, one.confidence);
    weights.set(one.language, weight);
  });
  return weights;
}

function heaviest(weights: ReadonlyMap<string, Weight>): Main | null {
  let best: [string, Weight] | null = null;
  for (const entry of weights) if (best === null || entry[1].characters > best[1].characters) best = entry;
  return best && { language: best[0], confidence: best[1].confidence };
}

/** Several short messages may tell together what none tells alone. */
function identifyJoined(identifier: Identifier, messages: readonly Message[]): Main {
  const joined = identifier.identify(
    messages
      .slice(0, 20)
      .map((message) => message.content.slice(0, MOST_WEIGHT))
      .join('\n'),
  );
  return joined.isReliable
    ? { language: joined.language, confidence: joined.confidence }
    : { language: UNDETERMINED, confidence: 0 };
}
