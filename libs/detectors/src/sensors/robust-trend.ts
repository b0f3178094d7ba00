import { autocorrelation, averageRanks, median, normalCdf, normalQuantile } from '@convoscope/statistics';

/** A straight trend through noisy values, robust against up to 29 % of wild ones. */
export interface RobustTrend {
  /** Median of the slopes of all pairs, a step; and the interval that holds the true slope with the wanted probability. */
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Probability of so clear a direction by chance, neighbours' likeness reckoned with. */
  readonly pValue: number;
}

interface Slopes {
  /** Ascending. */
  readonly sorted: Float64Array;
  /** Pairs that rise less those that fall. */
  readonly score: number;
}

function allSlopes(values: Float64Array): Slopes {
  const n = values.length;
  const sorted = new Float64Array((n * (n - 1)) / 2);
  let [at, score] = [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const rise = values[j] - values[i];
      sorted[at++] = rise / (j - i);
      score += Math.sign(rise);
    }
  return { sorted: sorted.sort(), score };
}

/** Variance of the Kendall score for independent values, ties reckoned with. */
function scoreVariance(values: Float64Array): number {
  const n = values.length;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let ties = 0;
  for (const t of counts.values()) ties += t * (t - 1) * (2 * t + 5);
  return (n * (n - 1) * (2 * n + 5) - ties) / 18;
}

/**
 * How much more the score varies when neighbours are alike: (1 + r) / (1 - r) for the first autocorrelation r of the detrended ranks, 1 when that
 * may be chance. Taking the trend out makes r look smaller than it is; that is put right (Marriott, Pope, Biometrika 41, 1954).
 */
function dependence(values: Float64Array, slope: number): number {
  const n = values.length;
  if (n < 8) return 1;
  const seen = autocorrelation(averageRanks(values.map((value, i) => value - slope * i)), 1)[1];
  const truth = Math.min(0.95, (n * seen + 2) / (n - 4));
  return truth > 1.64 / Math.sqrt(n) ? (1 + truth) / (1 - truth) : 1;
}

/**
 * Theil-Sen slope with its interval, and the Mann-Kendall test for a direction, widened for serial dependence. At least three values.
 * Cost: O(n^2 log n), so for some hundred values. Source: Sen, JASA 63 (1968); Yue, Wang, Water Resources Management 18 (2004).
 */
export function fitRobustTrend(values: Float64Array, probability: number): RobustTrend {
  const { sorted, score } = allSlopes(values);
  const slope = median(sorted);
  const deviation = Math.sqrt(scoreVariance(values) * dependence(values, slope));
  const z = deviation > 0 ? (score - Math.sign(score)) / deviation : 0;
  const reach = normalQuantile(0.5 + probability / 2) * deviation;
  const slopeAt = (rank: number): number =>
    sorted[Math.max(0, Math.min(sorted.length - 1, Math.round(rank)))];
  return {
    slope,
    slopeLow: slopeAt((sorted.length - reach) / 2 - 1),
    slopeHigh: slopeAt((sorted.length + reach) / 2),
    pValue: 2 * normalCdf(-Math.abs(z)),
  };
}
