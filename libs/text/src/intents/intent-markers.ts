import type { SentimentResult } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';

/** Every repetition is bounded: the cost stays linear in the length whatever the text. */
const CODE =
  /```|=>|\bdef \w{1,80}\(|\bfunction\s{0,8}\w{0,80}\(|[;{}][ \t\r]{0,8}$|\bSELECT\b.{1,200}\bFROM\b|<\/\w{1,40}>|\wError\b|#include|\bimport \w/m;
const SHORT_REPLY_WORDS = 4;

/**
 * What a message's form says about its intent, as markers for the classifier: questions, code, shortness, feeling.
 * They hold in every language, so what is learned from English examples helps the others.
 */
export function intentMarkers(text: string, tokens: readonly Token[], sentiment: SentimentResult): string[] {
  const markers: string[] = [];
  const last = tokens.at(-1);
  if (/[?？]|か。?$/u.test(text)) markers.push('__question');
  if (last?.norm.startsWith('!')) markers.push('__exclaims');
  if (CODE.test(text)) markers.push('__code', '__code2');
  if (tokens.length <= SHORT_REPLY_WORDS) markers.push('__short');
  if (sentiment.label !== 'neutral') markers.push(`__${sentiment.label}`);
  if (sentiment.score < -0.6) markers.push('__very_negative');
  return markers;
}
