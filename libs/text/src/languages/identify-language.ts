import { COMMON_WORDS } from './common-words.ts';
import { addDistinctSigns } from './distinct-signs.ts';
import { type LanguageTables, STEPS } from './language-tables.ts';
import { LANGUAGE_OF_SCRIPT, SCRIPT, SCRIPTS, scriptsOfUnits } from './letters.ts';
import { addRun, createScores, type LanguageScores, meanLogLikelihood } from './score-languages.ts';
import { stripNoise } from './strip-noise.ts';

/** The answer where a text gives no hint, or is in no known language. */
export const UNDETERMINED = 'und';

export interface IdentifiedLanguage {
  /** ISO 639-1 code of the likeliest language; `und` where there is nothing to read or no known language fits. */
  readonly language: string;
  /** Calibrated probability that it is right, in [0, 1]. */
  readonly confidence: number;
  /** Whether the answer may be told to people; a word such as "no" belongs to many languages. */
  readonly isReliable: boolean;
}

export interface IdentifyOptions {
  /** Language (ISO 639-1) that the text is probably in, such as that of the conversation around it. */
  readonly expected?: string;
}

export interface LanguageIdentifier {
  /** Every language that can be answered, ISO 639-1, in alphabetical order. */
  readonly languages: readonly string[];
  identify(text: string, options?: IdentifyOptions): IdentifiedLanguage;
}

/** Letters that settle the language of any text: more cost time and change nothing. */
const MOST_LETTERS = 400;
/** Reading ends early once so many letters are read … */
const ENOUGH_LETTERS = 32;
/** … and the best language leads by this many nats. */
const ENOUGH_LEAD = 14;
const LETTERS_BETWEEN_CHECKS = 16;
/** One sign of these scripts is about a syllable or a word. */
const DENSE: ReadonlySet<number> = new Set([SCRIPT.Han, SCRIPT.Kana, SCRIPT.Hangul]);
const DENSE_WEIGHT = 2.5;
/** Share of kana among Japanese signs from which Han signs are Japanese, too. */
const KANA_SHARE = 0.05;
/** What a known frequent word adds to its languages, in nats: more than a short word's n-grams, less than a sentence's. */
const WORD_WEIGHT = 2.5;
const SHORT_WORD_WEIGHT = 1;
/** So many words say little of a language by their letters: one that knows all of them contradicts any other. */
const FEW_WORDS = 4;
/** And so many are an answer of none where several languages know them, such as `no no` and `por favor`. */
const FEWEST_WORDS = 2;
/** Texts of up to so many characters are looked through for frequent words. */
const SHORT_TEXT = 250;
/** What an expected language is ahead of the others, in nats. */
const EXPECTED_WEIGHT = 3;
/** Letters of Sorani Kurdish that Arabic, Persian and Urdu lack. */
const KURDISH = /[ڵڕێ]/gu;
const KURDISH_SHARE = 0.015;
/** A language is told to people from this probability on. */
const RELIABLE = 0.7;
/**
 * Two logistic regressions, fitted on the 75 languages of Lingua's test texts with each language left out once, five folds
 * over languages (expected calibration error .02): whether the answer is right, by its lead over the second (nats), how well
 * the text fits it (nats a letter) and the number of letters; and whether the text is in a known language at all.
 */
const RIGHT = { bias: 3.38, lead: 0.032, logLead: 1.19, fit: 1.77, logLetters: -0.55 };
const KNOWN = { bias: 7.37, fit: 2.51, logLetters: 0.135 };
/** Below this probability of being in a known language the answer is `und`: .2 % of right answers are lost by it. */
const UNKNOWN = 0.12;
/** Fewer letters do not show that a text is in no known language. */
const FEWEST_TO_DOUBT = 8;
const HIGHEST_LEAD = 20;
const LOWEST_FIT = -7;
/** Mean log likelihood of a letter in its own language. */
const USUAL_FIT = -2;

/** Languages of each frequent word, as numbers of the tables. */
function createWordIndex(languages: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [language, words] of Object.entries(COMMON_WORDS)) {
    const number = languages.indexOf(language);
    if (number < 0) continue;
    for (const word of new Set(words.match(/[\p{L}\p{M}]+/gu) ?? [])) {
      index.set(word, [...(index.get(word) ?? []), number]);
    }
  }
  return index;
}

/** How many letters of each script a text has, dense scripts weighed up. */
function countScripts(text: string, scripts: Uint8Array): Float64Array {
  const counts = new Float64Array(SCRIPTS.length);
  for (let at = 0; at < text.length; at++) counts[scripts[text.charCodeAt(at)]!]! += 1;
  counts[SCRIPT.none] = 0;
  const kana = counts[SCRIPT.Kana]!;
  if (kana > 0 && kana >= KANA_SHARE * (kana + counts[SCRIPT.Han]!)) {
    counts[SCRIPT.Kana]! += counts[SCRIPT.Han]!;
    counts[SCRIPT.Han] = 0;
  }
  for (const script of DENSE) counts[script]! *= DENSE_WEIGHT;
  return counts;
}

interface Ranking {
  readonly best: number;
  /** Nats between the best and the second. */
  readonly lead: number;
}

function rank(sums: ArrayLike<number>, candidates: readonly number[]): Ranking {
  let best = -1;
  let first = -Infinity;
  let second = -Infinity;
  for (const language of candidates) {
    const sum = sums[language]!;
    if (sum > first) {
      second = first;
      first = sum;
      best = language;
    } else if (sum > second) second = sum;
  }
  return { best, lead: (first - second) / STEPS };
}

const NOTHING: IdentifiedLanguage = { language: UNDETERMINED, confidence: 0, isReliable: false };
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Reads words of one script until the language is settled. */
function readRuns(
  tables: LanguageTables,
  text: string,
  script: number,
  candidates: readonly number[],
): LanguageScores {
  const scripts = scriptsOfUnits();
  const scores = createScores(tables);
  let start = -1;
  let check = ENOUGH_LETTERS;
  for (let at = 0; at <= text.length && scores.nLetters < MOST_LETTERS; at++) {
    const inside = at < text.length && scripts[text.charCodeAt(at)] === script;
    if (inside && start < 0) start = at;
    if (inside || start < 0) continue;
    addRun(tables, scores, text, { start, end: Math.min(at, start + MOST_LETTERS) });
    start = -1;
    if (scores.nLetters < check) continue;
    check = scores.nLetters + LETTERS_BETWEEN_CHECKS;
    if (rank(scores.sums, candidates).lead > ENOUGH_LEAD) break;
  }
  return scores;
}

/** Adds what frequent words say. Returns the words of a text of few of them. */
function addWords(index: ReadonlyMap<string, number[]>, text: string, sums: Int32Array): string[] {
  if (text.length > SHORT_TEXT) return [];
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  for (const word of words) {
    if (word.length < 2) continue;
    for (const language of index.get(word) ?? [])
      sums[language]! += (word.length === 2 ? SHORT_WORD_WEIGHT : WORD_WEIGHT) * STEPS;
  }
  return words.length <= FEW_WORDS ? [...new Set(words)] : [];
}

/** Whether other languages than the best know all of these few words. */
function isContested(index: ReadonlyMap<string, number[]>, words: readonly string[], best: number): boolean {
  const [first, ...others] = words;
  if (first === undefined) return false;
  const knowing = (index.get(first) ?? []).filter((language) =>
    others.every((word) => index.get(word)?.includes(language)),
  );
  if (knowing.length === 0) return false;
  return words.length <= FEWEST_WORDS ? knowing.length > 1 || knowing[0] !== best : !knowing.includes(best);
}

function isKurdish(text: string, nLetters: number): boolean {
  return (text.match(KURDISH)?.length ?? 0) > KURDISH_SHARE * nLetters;
}

/**
 * Says which language a text is in: by its script where that settles it, otherwise by character n-grams of the languages
 * of that script and, in short texts, by known frequent words. Pure and synchronous. Links, addresses and code are not
 * read. Cost: O(length) up to a bound, about 10 µs for a message.
 */
export function createLanguageIdentifier(tables: LanguageTables): LanguageIdentifier {
  const scripts = scriptsOfUnits();
  const words = createWordIndex(tables.languages);
  const candidatesOf = SCRIPTS.map((_, script) =>
    tables.languages.map((_, language) => language).filter((each) => (tables.scripts[each]! >>> script) & 1),
  );

  const readLetters = (text: string, script: number, expected: string | undefined): IdentifiedLanguage => {
    const candidates = candidatesOf[script]!;
    if (candidates.length === 0) return NOTHING;
    const scores = readRuns(tables, text, script, candidates);
    const few = addWords(words, text, scores.sums);
    if (script === SCRIPT.Devanagari) addDistinctSigns(tables.languages, text, scores.sums);
    if (script === SCRIPT.Arabic && isKurdish(text, scores.nLetters)) return settled('ku', scores.nLetters);
    const expectedAt = expected === undefined ? -1 : tables.languages.indexOf(expected);
    if (expectedAt >= 0) scores.sums[expectedAt]! += EXPECTED_WEIGHT * STEPS;
    const { best, lead } = rank(scores.sums, candidates);
    // N-grams do not see the vowel signs of Devanagari: how well a text fits says nothing there.
    const fit =
      script === SCRIPT.Devanagari
        ? USUAL_FIT
        : meanLogLikelihood(scores.sums[best]!, scores.nLetters, scores.nKnown);
    const answer = judge(fit, scores.nLetters, lead);
    // One letter is no word, and words of several languages are told apart by what surrounds them alone.
    if (!answer.isKnown || scores.nLetters < 2) return NOTHING;
    const isReliable = answer.trust.isReliable && (expectedAt >= 0 || !isContested(words, few, best));
    return { language: tables.languages[best]!, ...answer.trust, isReliable };
  };

  const identify = (text: string, options: IdentifyOptions = {}): IdentifiedLanguage => {
    const readable = stripNoise(text).toLowerCase();
    const counts = countScripts(readable, scripts);
    let script = 0;
    for (let at = 1; at < counts.length; at++) if (counts[at]! > counts[script]!) script = at;
    if (script === 0) return NOTHING;
    const only = LANGUAGE_OF_SCRIPT[SCRIPTS[script]!];
    if (only !== undefined) return settled(only, counts[script]!);
    return readLetters(readable, script, options.expected);
  };

  const languages = new Set([...tables.languages, ...Object.values(LANGUAGE_OF_SCRIPT), 'ku']);
  return { languages: [...languages].sort(), identify };
}

/** How far an answer can be trusted. */
function judge(
  unboundedFit: number,
  nLetters: number,
  lead: number,
): { isKnown: boolean; trust: { confidence: number; isReliable: boolean } } {
  const fit = Math.max(LOWEST_FIT, unboundedFit);
  const letters = Math.log(nLetters);
  const bounded = Math.min(lead, HIGHEST_LEAD);
  const confidence = logistic(
    RIGHT.bias +
      RIGHT.lead * bounded +
      RIGHT.logLead * Math.log1p(lead) +
      RIGHT.fit * fit +
      RIGHT.logLetters * letters,
  );
  const isKnown =
    nLetters < FEWEST_TO_DOUBT ||
    logistic(KNOWN.bias + KNOWN.fit * fit + KNOWN.logLetters * letters) >= UNKNOWN;
  return { isKnown, trust: { confidence, isReliable: confidence >= RELIABLE } };
}

/** A script of one language: two letters are enough. */
function settled(language: string, nLetters: number): IdentifiedLanguage {
  const confidence = Math.min(0.99, 0.75 + 0.08 * nLetters);
  return { language, confidence, isReliable: true };
}
