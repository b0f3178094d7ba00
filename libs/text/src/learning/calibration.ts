/** Replaces scores by `softmax(sharpness · scores)`, in place. */
export function softmaxInto(scores: Float64Array, sharpness: number): void {
  let largest = -Infinity;
  for (const score of scores) if (score > largest) largest = score;
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(sharpness * (scores[k]! - largest));
    sum += scores[k]!;
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
}

/** Mean negative log likelihood of the labels under `softmax(sharpness · scores)`. */
export function logLoss(
  scores: readonly Float64Array[],
  labels: ArrayLike<number>,
  sharpness: number,
): number {
  let sum = 0;
  scores.forEach((row, at) => {
    const probabilities = Float64Array.from(row);
    softmaxInto(probabilities, sharpness);
    sum -= Math.log(Math.max(probabilities[labels[at]!]!, 1e-12));
  });
  return sum / Math.max(1, scores.length);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SHARPEST = Math.log(50);
const FLATTEST = Math.log(0.2);

/**
 * Temperature scaling (Guo et al. 2017): the factor on held-out scores under which the labels are likeliest, searched
 * by golden section on a log scale between 0.2 and 50. `scores` must come from data the model did not see.
 */
export function fitSharpness(scores: readonly Float64Array[], labels: ArrayLike<number>): number {
  if (scores.length === 0) return 1;
  let low = FLATTEST;
  let high = SHARPEST;
  for (let step = 0; step < 24; step++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (logLoss(scores, labels, Math.exp(left)) < logLoss(scores, labels, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
