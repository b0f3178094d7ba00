import { hashFeatures } from '../features/hash-features.ts';
import { indexOfLargest } from '../learning/linear-model.ts';
import {
  createTextClassifier,
  type LabelledText,
  type TextClassifier,
  type TextClassifierState,
  trainTextClassifier,
} from '../learning/text-classifier.ts';
import { analyseTokens, type SentimentResult } from '../sentiment/analyse-sentiment.ts';
import type { Token } from '../tokens/token.ts';
import { MOST_CHARACTERS, tokeniseBeginning } from '../tokens/tokenise.ts';
import type { Intent } from './intent.ts';
import { INTENT_EXAMPLES } from './intent-examples.ts';
import { intentMarkers } from './intent-markers.ts';

export interface IntentResult {
  readonly intent: Intent;
  /** In [0, 1]. */
  readonly confidence: number;
}

export interface IntentClassifierOptions {
  /** Further labelled messages, e.g. corrections by users; labels must be intents. */
  readonly examples?: readonly LabelledText[];
  /** Below this confidence the answer is `other`. Default 0.12 (seventeen intents: chance is 0.06). */
  readonly minConfidence?: number;
  /** What `trainIntents` learned from the same examples, so that it need not be learned again. */
  readonly trained?: TextClassifierState;
}

export interface IntentClassifier {
  classify(text: string, language?: string): IntentResult;
  /** The same for a text tokenised and judged already; `excluded` intents cannot be the answer. */
  classifyTokens(
    text: string,
    tokens: readonly Token[],
    sentiment: SentimentResult,
    excluded?: ReadonlySet<Intent>,
  ): IntentResult;
}

const DEFAULT_MIN_CONFIDENCE = 0.12;

function withMarkers(example: LabelledText): LabelledText {
  const tokens = tokeniseBeginning(example.text);
  return { ...example, markers: intentMarkers(example.text, tokens, analyseTokens(tokens)) };
}

/** An intent classifier around a trained text classifier whose labels are intents. */
export function toIntentClassifier(
  classifier: TextClassifier,
  minConfidence = DEFAULT_MIN_CONFIDENCE,
): IntentClassifier {
  const classifyTokens: IntentClassifier['classifyTokens'] = (text, tokens, sentiment, excluded) => {
    const found = classifier.probabilities(hashFeatures(tokens, intentMarkers(text, tokens, sentiment)));
    let left = 1;
    if (excluded !== undefined) {
      for (const [at, label] of classifier.labels.entries()) {
        if (!excluded.has(label as Intent)) continue;
        left -= found[at]!;
        found[at] = 0;
      }
    }
    const best = indexOfLargest(found);
    const confidence = Math.min(1, found[best]! / Math.max(left, 1e-9));
    if (confidence < minConfidence) return { intent: 'other', confidence: 1 - confidence };
    return { intent: classifier.labels[best] as Intent, confidence };
  };
  return {
    classifyTokens,
    classify: (text, language) => {
      const tokens = tokeniseBeginning(text);
      return classifyTokens(text.slice(0, MOST_CHARACTERS), tokens, analyseTokens(tokens, language));
    },
  };
}

/** The learned part of an intent classifier: plain data that travels between threads. About 0.5 s. */
export const trainIntents = (examples: readonly LabelledText[] = []): TextClassifierState =>
  trainTextClassifier([...INTENT_EXAMPLES, ...examples].map(withMarkers)).state;

/** Learns the intents from the built-in examples in nine languages plus the given ones. Deterministic; about 0.5 s. */
export function createIntentClassifier(options: IntentClassifierOptions = {}): IntentClassifier {
  const trained = options.trained ?? trainIntents(options.examples);
  return toIntentClassifier(createTextClassifier(trained), options.minConfidence);
}
