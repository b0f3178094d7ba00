import {
  CJK,
  characterClasses,
  classifyAstral,
  DIGIT,
  EMOJI,
  JOINER,
  LETTER,
  PUNCTUATION,
  SPACE,
  SURROGATE,
} from './character-class.ts';
import { markNegation } from './mark-negation.ts';
import type { MutableToken, Token, TokenKind } from './token.ts';

const URL_PATTERN = /(?:https?:\/\/|www\.)[^\s<>"']+/iy;
/** Bounded, because it is tried at the beginning of every word. */
const EMAIL_PATTERN = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/y;
const EMOTICON_PATTERN = /(?:[:;=8xX][-o'^]?[)(\][DPpO/\\|*3]|<3|\^_?\^|:'\(|-_-)(?![\p{L}\p{N}])/uy;
const PLACEHOLDER: Partial<Record<TokenKind, string>> = {
  url: '<url>',
  email: '<email>',
  mention: '<mention>',
  number: '<number>',
};
const CURLY_APOSTROPHE = 0x2019;
const STRAIGHT_APOSTROPHE = 0x27;
const HYPHEN = 0x2d;

function classAt(text: string, at: number, classes: Uint8Array): number {
  const found = classes[text.charCodeAt(at)]!;
  return found === SURROGATE ? classifyAstral(text.codePointAt(at)!) : found;
}

function width(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** End of the run of characters from `at` that are of class `one` or `two`. */
function endOfRun(text: string, at: number, classes: Uint8Array, one: number, two: number): number {
  let end = at;
  while (end < text.length) {
    const found = classAt(text, end, classes);
    if (found !== one && found !== two) break;
    end += width(text, end);
  }
  return end;
}

function endOfWord(text: string, at: number, classes: Uint8Array): number {
  let end = endOfRun(text, at, classes, LETTER, DIGIT);
  while (end < text.length - 1) {
    const unit = text.charCodeAt(end);
    const joins = unit === STRAIGHT_APOSTROPHE || unit === CURLY_APOSTROPHE || unit === HYPHEN;
    if (!joins || classAt(text, end + 1, classes) !== LETTER) break;
    end = endOfRun(text, end + 1, classes, LETTER, DIGIT);
  }
  return end;
}

function endOfNumber(text: string, at: number, classes: Uint8Array): number {
  let end = endOfRun(text, at, classes, DIGIT, DIGIT);
  while (
    end < text.length - 1 &&
    (text[end] === '.' || text[end] === ',') &&
    classAt(text, end + 1, classes) === DIGIT
  ) {
    end = endOfRun(text, end + 1, classes, DIGIT, DIGIT);
  }
  return end;
}

function endOfPunctuation(text: string, at: number): number {
  const char = text[at]!;
  let end = at + 1;
  const mixes = char === '!' || char === '?';
  while (end < text.length && (text[end] === char || (mixes && (text[end] === '!' || text[end] === '?'))))
    end++;
  return end;
}

function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function normalise(text: string, kind: TokenKind): string {
  const placeholder = PLACEHOLDER[kind];
  if (placeholder !== undefined) return placeholder;
  const lower = text.toLowerCase();
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
}

interface Scan {
  readonly kind: TokenKind;
  readonly end: number;
}

/** Kinds that begin like a word: only looked for where their mark occurs, because patterns are slow. */
function scanSpecial(text: string, at: number, special: Specials): Scan | undefined {
  if (special.url) {
    const end = endOfMatch(URL_PATTERN, text, at);
    if (end > at) return { kind: 'url', end };
  }
  if (special.at) {
    const end = endOfMatch(EMAIL_PATTERN, text, at);
    if (end > at) return { kind: 'email', end };
  }
  return undefined;
}

function scanPunctuation(text: string, at: number, classes: Uint8Array): Scan {
  const char = text[at];
  if ((char === '@' || char === '#') && at + 1 < text.length && classAt(text, at + 1, classes) === LETTER) {
    let end = endOfWord(text, at + 1, classes);
    while (text[end] === '_') end = Math.max(end + 1, endOfWord(text, end + 1, classes));
    return { kind: char === '@' ? 'mention' : 'hashtag', end };
  }
  const emoticonEnd = endOfMatch(EMOTICON_PATTERN, text, at);
  if (emoticonEnd > at) return { kind: 'emoticon', end: emoticonEnd };
  return { kind: 'punctuation', end: endOfPunctuation(text, at) };
}

function scanEmoji(text: string, at: number, classes: Uint8Array): Scan {
  return { kind: 'emoji', end: endOfRun(text, at + width(text, at), classes, JOINER, JOINER) };
}

function scan(text: string, at: number, found: number, classes: Uint8Array, special: Specials): Scan {
  if (found === LETTER || found === DIGIT) {
    const matched = scanSpecial(text, at, special);
    if (matched !== undefined) return matched;
  }
  if (found === LETTER) return { kind: 'word', end: endOfWord(text, at, classes) };
  if (found === CJK) return { kind: 'word', end: endOfRun(text, at, classes, CJK, CJK) };
  if (found === EMOJI) return scanEmoji(text, at, classes);
  if (found === PUNCTUATION) return scanPunctuation(text, at, classes);
  const end = endOfNumber(text, at, classes);
  if (end < text.length && classAt(text, end, classes) === LETTER) {
    return { kind: 'word', end: endOfWord(text, end, classes) };
  }
  return { kind: 'number', end };
}

interface Specials {
  readonly url: boolean;
  readonly at: boolean;
}

/**
 * Splits a text into words, numbers, links, addresses, mentions, hashtags, emoji, emoticons and punctuation, and marks
 * what is negated. Runs of scripts written without spaces (Han, Kana, Thai) are one token; their n-grams are features.
 * Never throws; lone surrogates and control characters are skipped. Cost: O(length), about 0.1 µs a character.
 *
 * @example tokenise("I can't log in 😡").map((token) => token.norm) // ['i', "can't", 'log', 'in', '😡']
 */
export function tokenise(text: string): Token[] {
  const classes = characterClasses();
  const special = { url: text.includes('://') || /www\./i.test(text), at: text.includes('@') };
  const tokens: MutableToken[] = [];
  let at = 0;
  while (at < text.length) {
    const found = classAt(text, at, classes);
    if (found === SPACE || found === JOINER) {
      at++;
      continue;
    }
    const { kind, end } = scan(text, at, found, classes, special);
    const raw = text.slice(at, end);
    tokens.push({ text: raw, norm: normalise(raw, kind), kind, start: at, end, negated: false });
    at = end;
  }
  markNegation(tokens);
  return tokens;
}

/** What a text is about and how it feels shows in so many characters; the rest would only cost. */
export const MOST_CHARACTERS = 16_000;

/** The tokens of a text's beginning: bounded work, whatever people paste. */
export function tokeniseBeginning(text: string): Token[] {
  return tokenise(text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text);
}
