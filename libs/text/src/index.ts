export { tokenise } from './tokens/tokenise.ts';
export type { Token, TokenKind } from './tokens/token.ts';
export { hashFeatures } from './features/hash-features.ts';
export type { HashedText } from './features/hash-features.ts';
export { createTextClassifier, trainTextClassifier } from './learning/text-classifier.ts';
export type {
  LabelledText,
  Prediction,
  TextClassifier,
  TextClassifierOptions,
  TextClassifierState,
} from './learning/text-classifier.ts';
export { analyseSentiment } from './sentiment/analyse-sentiment.ts';
export type { SentimentLabel, SentimentResult } from './sentiment/analyse-sentiment.ts';
