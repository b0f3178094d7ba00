import type { SentimentResult } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';
import { findNotation } from '../topics/notation.ts';
import { openingOf, speaksOfCode } from './openings.ts';
import { asksAdvice } from './possible-intents.ts';

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
  if (findNotation(text).includes('code')) markers.push('__code', '__code2');
  const opening = openingOf(tokens);
  if (speaksOfCode(tokens)) {
    markers.push('__of_code', '__of_code2');
    if (opening === 'make') markers.push('__makes_code', '__makes_code2');
  }
  if (asksAdvice(text)) markers.push('__asks_advice');
  if (opening !== undefined) markers.push(`__opens_${opening}`, `__opens_${opening}2`);
  if (tokens.length <= SHORT_REPLY_WORDS) markers.push('__short');
  if (sentiment.label !== 'neutral') markers.push(`__${sentiment.label}`);
  if (sentiment.score < -0.6) markers.push('__very_negative');
  return markers;
}
