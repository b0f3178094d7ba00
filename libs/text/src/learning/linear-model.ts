import type { SparseVector } from '../features/sparse-rows.ts';

/** Linear scores: `weights[column * nClasses + k]`, so that one feature's weights lie side by side. */
export interface LinearModel {
  readonly nClasses: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Writes one score a class into `scores`. Cost: O(features · classes). */
export function scoreClasses(model: LinearModel, vector: SparseVector, scores: Float64Array): void {
  const { nClasses, weights, biases } = model;
  for (let k = 0; k < nClasses; k++) scores[k] = biases[k]!;
  for (let at = 0; at < vector.length; at++) {
    const value = vector.values[at]!;
    const base = vector.columns[at]! * nClasses;
    for (let k = 0; k < nClasses; k++) scores[k]! += value * weights[base + k]!;
  }
}

/** Index of the largest score; the first one wins a tie. */
export function indexOfLargest(scores: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[best]!) best = k;
  return best;
}
