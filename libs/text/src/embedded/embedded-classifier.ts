import { hashFeatures } from '../features/hash-features.ts';
import { createTfidfVectoriser } from '../features/tfidf.ts';
import { softmaxInto } from '../learning/calibration.ts';
import { indexOfLargest, scoreClasses } from '../learning/linear-model.ts';
import type { Prediction } from '../learning/text-classifier.ts';
import { tokeniseBeginning } from '../tokens/tokenise.ts';
import { type EmbeddedState, GAMMA } from './embedded-state.ts';
import { squaredDistance, standardise, type Vectors } from './vectors.ts';

export interface EmbeddedClassifier {
  readonly labels: readonly string[];
  readonly state: EmbeddedState;
  /** The label of a text whose vector the same model gave. Throws RangeError where it has another width. */
  predict(text: string, vector: Float32Array): Prediction;
}

/** Adds how near a vector lies to the rows of each class. */
function addNearness({ kernel, labels }: EmbeddedState, vector: Vectors, scores: Float64Array): void {
  if (kernel === undefined) return;
  const nClasses = labels.length;
  for (let row = 0; row < kernel.support.nRows; row++) {
    const near = Math.exp(-GAMMA * squaredDistance(kernel.support, row, vector, 0));
    for (let k = 0; k < nClasses; k++) scores[k]! += near * kernel.coefficients[row * nClasses + k]!;
  }
}

/** Adds the linear scores of a vector, whose columns stand behind those of the n-grams. */
function addLinear(
  { model, denseWeight }: EmbeddedState,
  nWords: number,
  { values }: Vectors,
  scores: Float64Array,
): void {
  if (denseWeight === 0) return;
  for (let k = 0; k < values.length; k++) {
    const value = denseWeight * values[k]!;
    const base = (nWords + k) * model.nClasses;
    for (let label = 0; label < model.nClasses; label++)
      scores[label]! += value * model.weights[base + label]!;
  }
}

/** A classifier from the state of a trained one. */
export function createEmbeddedClassifier(state: EmbeddedState): EmbeddedClassifier {
  const vectoriser = createTfidfVectoriser(state.weighting);
  const width = state.embeddings.nDimensions;
  const scores = new Float64Array(state.labels.length);
  return {
    labels: state.labels,
    state,
    predict(text, given) {
      if (given.length !== width)
        throw new RangeError(`a vector of ${given.length} numbers, where ${width} are expected`);
      const vector = standardise({ nRows: 1, width, values: given }, state.standardisation);
      scoreClasses(state.model, vectoriser.toVector(hashFeatures(tokeniseBeginning(text))), scores);
      addLinear(state, vectoriser.nColumns, vector, scores);
      addNearness(state, vector, scores);
      softmaxInto(scores, state.sharpness);
      const best = indexOfLargest(scores);
      return { label: state.labels[best]!, probability: scores[best]! };
    },
  };
}
