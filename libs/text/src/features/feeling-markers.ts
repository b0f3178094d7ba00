import { analyseTokens } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';

/**
 * What the word lists and the negations of a text say, as further features: how it feels in steps of a quarter, and each negated
 * word ("not_good") beside the plain one. They help where labels are feelings; whether they do is for cross-validation to say.
 */
export function feelingMarkers(tokens: readonly Token[]): string[] {
  const { score } = analyseTokens(tokens);
  const step = Math.round(score * 4);
  const markers = [`__feels${step}`, `__feels${step}`, `__feels${Math.sign(step)}`];
  for (const token of tokens) if (token.negated && token.kind === 'word') markers.push(`not_${token.norm}`);
  return markers;
}
