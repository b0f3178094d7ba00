import type { Message } from '@convoscope/contracts';
import { UNDETERMINED, type DetectedLanguage, type LanguageDetector } from './language-detector.port.ts';

export interface ConversationLanguages {
  /** Language most of the user's text is in. */
  language: string;
  languageConfidence: number;
  /** Every language found in reliable messages, most text first; the conversation's own language is always in it. */
  languages: string[];
  messages: DetectedLanguage[];
}

/**
 * Language of each message and of the conversation. A message too short to tell ("ok", "da") takes the language
 * that the readable text of its conversation is in: people seldom change language for one word.
 * Cost: one detection a message, plus one over the joined text where no single message is reliable.
 */
export function detectLanguages(
  detector: LanguageDetector,
  messages: readonly Message[],
): ConversationLanguages {
  const found = messages.map((message) => detector.detect(message.content));
  const weights = weighByLanguage(messages, found, (message) => message.role === 'user');
  const all = weighByLanguage(messages, found, () => true);
  const main = heaviest(weights) ?? heaviest(all) ?? detectJoined(detector, messages);
  const languages = [...all.entries()]
    .sort((a, b) => b[1].characters - a[1].characters)
    .map(([language]) => language);
  if (!languages.includes(main.language) && main.language !== UNDETERMINED) languages.unshift(main.language);
  return {
    language: main.language,
    languageConfidence: main.confidence,
    languages,
    messages: found.map((one) => (one.isReliable ? one : { ...main, isReliable: false })),
  };
}

interface Weight {
  characters: number;
  confidence: number;
}

function weighByLanguage(
  messages: readonly Message[],
  found: readonly DetectedLanguage[],
  counts: (message: Message) => boolean,
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  messages.forEach((message, index) => {
    const one = found[index];
    if (!one?.isReliable || !counts(message)) return;
    const weight = weights.get(one.language) ?? { characters: 0, confidence: 0 };
    weight.characters += Math.min(message.content.length, 600);
    weight.confidence = Math.max(weight.confidence, one.confidence);
    weights.set(one.language, weight);
  });
  return weights;
}

function heaviest(weights: ReadonlyMap<string, Weight>): { language: string; confidence: number } | null {
  let best: [string, Weight] | null = null;
  for (const entry of weights) if (best === null || entry[1].characters > best[1].characters) best = entry;
  return best && { language: best[0], confidence: best[1].confidence };
}

function detectJoined(
  detector: LanguageDetector,
  messages: readonly Message[],
): { language: string; confidence: number } {
  const joined = detector.detect(messages.map((message) => message.content.slice(0, 600)).join('\n'));
  return {
    language: joined.language,
    confidence: joined.isReliable ? joined.confidence : joined.confidence / 2,
  };
}
