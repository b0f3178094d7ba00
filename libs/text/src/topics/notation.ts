import type { TopicSignal } from './taxonomy.ts';

/** Every repetition is bounded: the cost stays linear in the length whatever the text. */
const CODE =
  /```|=>|::|\(\)|\bdef \w{1,80}\(|\bfunction\s{0,8}\w{0,80}\(|[;{}][ \t\r]{0,8}$|\bSELECT\b.{1,200}\bFROM\b|<\/\w{1,40}>|\wError\b|#include|\bimport \w|\bself\.\w|\w\.\w{1,40}\(|\$\{|&&|\|\||!==?|==/m;
const FORMULA =
  /\\(?:frac|sum|int|sqrt|begin\{|ddot|alpha|lambda|theta|times|cdot|leq|geq)|\$\$|[∫∑√∂∞≤≥≠π]|\b[a-z]\s?\^\s?\d|\b\d{0,6}[a-z]\s?[-+*/]\s?\d{1,9}\s?=|\b(?:sqrt|sin|cos|log|ln)\s?\(|\b\d{1,9}\s?[-+*/×÷]\s?\d{1,9}\s?(?:=|\?|$)/im;

/** "@AcmeHelp my parcel …": spoken to somebody in public, which people do with companies. */
const ADDRESSED = /^\s{0,20}(?:rt\s|dear\s|hey,?\s|hi,?\s|hello,?\s)?\s{0,4}@\w/i;

/** Code in running text is cut out before words are read: "return" there is nobody's refund. */
const FENCED = /```[^`]{0,4000}(?:```|$)|`[^`\n]{1,200}`/g;

/** What notation a text holds. */
export function findNotation(text: string): readonly TopicSignal[] {
  const found: TopicSignal[] = [];
  if (CODE.test(text)) found.push('code');
  if (FORMULA.test(text)) found.push('formula');
  if (ADDRESSED.test(text)) found.push('addressed');
  return found;
}

/** A text without its code, and without lines that look like it. */
export function withoutCode(text: string): string {
  if (!CODE.test(text)) return text;
  return text
    .replace(FENCED, ' ')
    .split('\n')
    .filter((line) => !CODE.test(line) && !/^(?: {4}|\t)/.test(line))
    .join('\n');
}
