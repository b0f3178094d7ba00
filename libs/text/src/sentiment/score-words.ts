import type { Token } from '../tokens/token.ts';
import { type Lexicon, type Phrase, valenceOf } from './lexicon.ts';

/** Factor on a negated valence (Hutto & Gilbert 2014: -0.74). */
const NEGATION = -0.74;
/** Added for a word in capitals within a text that is not all capitals (same source). */
const CAPITALS = 0.733;
/** A booster one, two or three words before: full, then less (same source). */
const DISTANCE = [1, 0.95, 0.9];
const BEFORE_CONTRAST = 0.5;
const AFTER_CONTRAST = 1.5;
/** "No" or "not" by itself says little; a word that a negation turns good ("not bad") says less than a good word. */
const REPEATED = /(.)\1{2,}/gu;

function isShouted(text: string): boolean {
  return text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();
}

function lookUp(lexicons: readonly Lexicon[], word: string): number | undefined {
  for (const lexicon of lexicons) {
    const found = valenceOf(lexicon, word);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Valence of a word, also when its letters are drawn out ("sooo", "goooood"). */
function valenceOfWord(lexicons: readonly Lexicon[], norm: string): number | undefined {
  const found = lookUp(lexicons, norm);
  if (found !== undefined) return found;
  const twice = norm.replace(REPEATED, '$1$1');
  if (twice === norm) return undefined;
  const drawn = lookUp(lexicons, twice) ?? lookUp(lexicons, norm.replace(REPEATED, '$1'));
  return drawn === undefined ? undefined : drawn * 1.2;
}

function matches(tokens: readonly Token[], at: number, phrase: Phrase): boolean {
  return phrase.words.every((word, ahead) => tokens[at + ahead]?.norm === word);
}

function phraseAt(lexicons: readonly Lexicon[], tokens: readonly Token[], at: number): Phrase | undefined {
  let best: Phrase | undefined;
  for (const lexicon of lexicons) {
    const candidates = lexicon.phrases.get(tokens[at]!.norm);
    if (candidates === undefined) continue;
    for (const phrase of candidates) {
      if (phrase.words.length > (best?.words.length ?? 0) && matches(tokens, at, phrase)) best = phrase;
    }
  }
  return best;
}

function boosterBefore(lexicons: readonly Lexicon[], tokens: readonly Token[], at: number): number {
  let sum = 0;
  for (let distance = 1; distance <= DISTANCE.length && at - distance >= 0; distance++) {
    const before = tokens[at - distance]!;
    if (before.kind === 'punctuation') break;
    for (const lexicon of lexicons) {
      const boost = lexicon.boosters.get(before.norm);
      if (boost === undefined) continue;
      sum += boost * DISTANCE[distance - 1]!;
      break;
    }
  }
  return sum;
}

function strengthen(
  valence: number,
  lexicons: readonly Lexicon[],
  tokens: readonly Token[],
  at: number,
  mixedCase: boolean,
): number {
  const sign = Math.sign(valence);
  let result = valence + sign * boosterBefore(lexicons, tokens, at);
  if (mixedCase && isShouted(tokens[at]!.text)) result += sign * CAPITALS;
  return result;
}

/** A word's share in the sentiment: its valence after boosters, capitals and negation. */
export interface ScoredWord {
  readonly term: string;
  readonly valence: number;
  /** Index of its first token. */
  readonly at: number;
}

function scoreAt(
  lexicons: readonly Lexicon[],
  tokens: readonly Token[],
  at: number,
  mixedCase: boolean,
): (ScoredWord & { readonly length: number }) | undefined {
  const token = tokens[at]!;
  if (token.kind !== 'word' && token.kind !== 'hashtag' && token.kind !== 'number') return undefined;
  const phrase = phraseAt(lexicons, tokens, at);
  if (phrase !== undefined) {
    const valence = strengthen(phrase.valence, lexicons, tokens, at, mixedCase);
    // A phrase with its own negator ("doesn't work") is already what it says.
    return { term: phrase.words.join(' '), valence, at, length: phrase.words.length };
  }
  const plain = valenceOfWord(lexicons, token.kind === 'hashtag' ? token.norm.slice(1) : token.norm);
  if (plain === undefined) return undefined;
  const valence = strengthen(plain, lexicons, tokens, at, mixedCase);
  return { term: token.norm, valence: token.negated ? valence * NEGATION : valence, at, length: 1 };
}

function weighContrast(
  words: ScoredWord[],
  lexicons: readonly Lexicon[],
  tokens: readonly Token[],
): ScoredWord[] {
  let turn = -1;
  tokens.forEach((token, at) => {
    if (at > 0 && lexicons.some((lexicon) => lexicon.contrasts.has(token.norm))) turn = at;
  });
  if (turn < 0) return words;
  return words.map((word) => ({
    ...word,
    valence: word.valence * (word.at < turn ? BEFORE_CONTRAST : AFTER_CONTRAST),
  }));
}

/** Every word and phrase of the text that carries a valence. Cost: O(tokens · lexicons). */
export function scoreWords(tokens: readonly Token[], lexicons: readonly Lexicon[]): ScoredWord[] {
  const words: ScoredWord[] = [];
  const mixedCase = tokens.some(
    (token) => token.kind === 'word' && token.text.length > 2 && !isShouted(token.text),
  );
  for (let at = 0; at < tokens.length;) {
    const found = scoreAt(lexicons, tokens, at, mixedCase);
    if (found !== undefined) words.push({ term: found.term, valence: found.valence, at });
    at += found?.length ?? 1;
  }
  return weighContrast(words, lexicons, tokens);
}

const JAPANESE_NEGATION = /^.{0,2}(?:ない|ません|なかった|くない)/u;

const LONGEST_NEGATION = 8;

/** The same for scripts without spaces: known strings anywhere in the run, the longest first. */
export function scoreRuns(tokens: readonly Token[], lexicon: Lexicon): ScoredWord[] {
  const words: ScoredWord[] = [];
  let longest = 0;
  for (const entry of lexicon.exact.keys()) longest = Math.max(longest, entry.length);
  tokens.forEach((token, index) => {
    for (let at = 0; at < token.norm.length;) {
      let length = Math.min(longest, token.norm.length - at);
      while (length > 0 && !lexicon.exact.has(token.norm.slice(at, at + length))) length--;
      if (length > 0) {
        const term = token.norm.slice(at, at + length);
        const plain = lexicon.exact.get(term)!;
        const negated =
          plain > 0 && JAPANESE_NEGATION.test(token.norm.slice(at + length, at + length + LONGEST_NEGATION));
        words.push({ term, valence: negated ? plain * NEGATION : plain, at: index });
      }
      at += Math.max(1, length);
    }
  });
  return words;
}
