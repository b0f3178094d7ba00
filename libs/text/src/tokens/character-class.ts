/** What one UTF-16 code unit can be part of. Plain numbers: they are looked up once per character. */
export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const PUNCTUATION = 3;
export const CJK = 4;
export const EMOJI = 5;
export const JOINER = 6;
export const SURROGATE = 7;

const CJK_PATTERN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]/u;
const LETTER_PATTERN = /[\p{L}\p{M}]/u;
const DIGIT_PATTERN = /\p{Nd}/u;
const EMOJI_PATTERN = /\p{Extended_Pictographic}/u;
const PUNCTUATION_PATTERN = /[\p{P}\p{S}]/u;

function classifyUnit(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE;
  if (unit === 0x200d || unit === 0xfe0f) return JOINER;
  const char = String.fromCharCode(unit);
  if (CJK_PATTERN.test(char)) return CJK;
  if (LETTER_PATTERN.test(char)) return LETTER;
  if (DIGIT_PATTERN.test(char)) return DIGIT;
  if (unit > 0xff && EMOJI_PATTERN.test(char)) return EMOJI;
  return PUNCTUATION_PATTERN.test(char) ? PUNCTUATION : SPACE;
}

let table: Uint8Array | undefined;

/** The class of each UTF-16 code unit; built on first use (about 20 ms, 64 KiB), then a plain lookup. */
export function characterClasses(): Uint8Array {
  table ??= Uint8Array.from({ length: 0x10000 }, (_, unit) => classifyUnit(unit));
  return table;
}

/** The class of a character beyond the basic plane, given its code point. */
export function classifyAstral(codePoint: number): number {
  if (codePoint >= 0x1f000 && codePoint <= 0x1faff) return EMOJI;
  if (codePoint >= 0x20000 && codePoint <= 0x323af) return CJK;
  return LETTER_PATTERN.test(String.fromCodePoint(codePoint)) ? LETTER : PUNCTUATION;
}
