import { createRandom, shuffleInPlace } from '@convoscope/statistics';
import { createMatrix, type Matrix } from './matrix.ts';
import type { Explanation } from './explanation.ts';

/** Number of antithetic pairs of feature orders; each pair costs 2 (features + 1) scores. */
const N_PAIRS = 8;
/** Rows scored in one call, so that wide tables stay within memory. */
const MAX_VALUES = 2_000_000;

export interface SamplingRequest {
  /** Scores any table of the row's width. */
  readonly score: (table: Matrix) => Float64Array;
  readonly row: Float64Array;
  /** The row to compare with: features are switched one by one from it to `row`. */
  readonly reference: Float64Array;
  readonly seed: number;
}

/** Scores of the walk from the reference to the row that switches features in `order`. */
function scoreWalk(request: SamplingRequest, order: Int32Array): Float64Array {
  const { row, reference } = request;
  const p = row.length;
  const scores = new Float64Array(p + 1);
  const current = Float64Array.from(reference);
  const chunk = Math.max(1, Math.floor(MAX_VALUES / p));
  for (let start = 0; start <= p; start += chunk) {
    const size = Math.min(chunk, p + 1 - start);
    const data = new Float64Array(size * p);
    for (let i = 0; i < size; i++) {
      if (start + i > 0) current[order[start + i - 1]] = row[order[start + i - 1]];
      data.set(current, i * p);
    }
    scores.set(request.score(createMatrix(data, size, p)), start);
  }
  return scores;
}

/**
 * Shapley values of a row's score against a reference row, estimated from random feature orders and their reverses.
 * Works with any detector; the contributions sum exactly to score(row) - score(reference).
 * Cost: 16 (features + 1) scores. Source: Strumbelj and Kononenko (2014); antithetic orders: Mitchell et al. (2022).
 */
export function explainBySampling(request: SamplingRequest): Explanation {
  const p = request.row.length;
  const random = createRandom(request.seed);
  const order = Int32Array.from({ length: p }, (_, j) => j);
  const contributions = new Float64Array(p);
  let baseline = 0;
  let score = 0;
  for (let pair = 0; pair < N_PAIRS; pair++) {
    shuffleInPlace(order, random);
    for (let direction = 0; direction < 2; direction++) {
      const walk = scoreWalk(request, order);
      for (let j = 0; j < p; j++) contributions[order[j]] += (walk[j + 1] - walk[j]) / (2 * N_PAIRS);
      baseline = walk[0];
      score = walk[p];
      order.reverse();
    }
  }
  return { score, baseline, contributions, method: 'shapley-sampling' };
}
