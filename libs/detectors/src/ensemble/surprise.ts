import { countBelow } from '@convoscope/statistics';

/** What is needed to say how surprising a score is among the training scores. */
export interface ScoreScale {
  readonly sorted: Float64Array;
  /** Mean excess over the 95 % quantile: the scale of the tail beyond the largest score. */
  readonly tailScale: number;
}

/** At most this is added for scores beyond all learnt ones. */
const LARGEST_EXCESS = 20;

export function fitScale(scores: Float64Array): ScoreScale {
  const sorted = Float64Array.from(scores).sort();
  const from = Math.floor(0.95 * sorted.length);
  const tail = sorted.subarray(Math.min(from, sorted.length - 1));
  const excess = tail.reduce((sum, score) => sum + score - tail[0], 0) / tail.length;
  return { sorted, tailScale: excess > 0 ? excess : Math.max(Math.abs(sorted[sorted.length - 1]), 1e-9) };
}

/**
 * -log of the share of training scores at least as high (ties count half): 0.7 for the median, 4.6 for one in a hundred.
 * Beyond the largest it goes on along an exponential tail, by at most 20. The same for any monotone change of the score.
 */
export function surpriseOf({ sorted, tailScale }: ScoreScale, score: number): number {
  const n = sorted.length;
  const below = countBelow(sorted, score);
  let tied = 0;
  // Ties are counted by a second search: long runs of equal scores are common (trees, spheres).
  if (below < n && sorted[below] === score) tied = upperBound(sorted, score, below) - below;
  const rank = below + (tied + 1) / 2;
  const share = Math.max(1 - rank / (n + 1), 0.5 / (n + 1));
  const beyond = Math.max(0, score - sorted[n - 1]) / tailScale;
  return -Math.log(share) + Math.min(beyond, LARGEST_EXCESS);
}

function upperBound(sorted: Float64Array, score: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
