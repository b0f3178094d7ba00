import { loadLanguageIdentifier } from '@convoscope/text';
import { cutText } from './protect-text.ts';

export const TRANSLATION_PROBLEMS = [
  'empty',
  'wrong-language',
  'untranslated',
  'too-short',
  'too-long',
] as const;
export type TranslationProblem = (typeof TRANSLATION_PROBLEMS)[number];

/** What can be said of a translation without a reference. */
export interface TranslationAssessment {
  /** In [0, 1]: 1 where nothing speaks against it. */
  readonly score: number;
  readonly problems: readonly TranslationProblem[];
  /** Characters of the translation for one of the text. */
  readonly lengthRatio: number;
  /** Share of the text's words that stand in the translation as they were. */
  readonly untranslatedShare: number;
}

/** Scripts differ in how much a character says: Chinese takes a third of the characters of English. */
const DENSE = new Set(['zh', 'ja', 'ko']);
const LEAST_RATIO = 0.4;
const LARGEST_RATIO = 2.5;
const DENSITY = 2.5;
/** Ratios of a few words say nothing. */
const FEWEST_CHARACTERS = 20;
const MOST_UNTRANSLATED = 0.6;
const FEWEST_WORDS = 3;
const SHORTEST_WORD = 4;
const WEIGHTS: Readonly<Record<TranslationProblem, number>> = {
  ...{ empty: 1, 'wrong-language': 0.6, untranslated: 0.6, 'too-short': 0.4, 'too-long': 0.4 },
};

const proseOf = (text: string): string =>
  cutText(text)
    .filter(({ kept }) => kept === undefined)
    .map((part) => part.text)
    .join(' ');

const wordsOf = (text: string): string[] => text.match(/\p{L}{4,}/gu) ?? [];

/** Words that may well stay: names begin with a capital, and German nouns are counted all the same. */
function untranslatedShareOf(source: string, translation: string): number {
  const words = wordsOf(source).filter(
    (word) => word.length >= SHORTEST_WORD && word[0] === word[0]?.toLowerCase(),
  );
  if (words.length < FEWEST_WORDS) return 0;
  const found = new Set(wordsOf(translation).map((word) => word.toLowerCase()));
  return words.filter((word) => found.has(word.toLowerCase())).length / words.length;
}

function expectedRatio(from: string, to: string): number {
  if (DENSE.has(from) === DENSE.has(to)) return 1;
  return DENSE.has(to) ? 1 / DENSITY : DENSITY;
}

/** Judges a translation by its length, its language, and what it left as it was. Code, links and names count for nothing. */
export function assessTranslation(
  source: string,
  translation: string,
  from: string,
  to: string,
): TranslationAssessment {
  const [text, result] = [proseOf(source).trim(), proseOf(translation).trim()];
  const lengthRatio = text.length === 0 ? 1 : result.length / text.length;
  const untranslatedShare = untranslatedShareOf(text, result);
  const problems: TranslationProblem[] = [];
  const relative = lengthRatio / expectedRatio(from, to);
  if (text !== '' && result === '') problems.push('empty');
  else if (text.length >= FEWEST_CHARACTERS) {
    const { language, isReliable } = loadLanguageIdentifier().identify(result);
    if (isReliable && language !== to) problems.push('wrong-language');
    if (untranslatedShare > MOST_UNTRANSLATED) problems.push('untranslated');
    if (relative < LEAST_RATIO) problems.push('too-short');
    if (relative > LARGEST_RATIO) problems.push('too-long');
  }
  const lost = problems.reduce((sum, problem) => sum + WEIGHTS[problem], 0);
  return { score: Math.max(0, 1 - lost), problems, lengthRatio, untranslatedShare };
}
