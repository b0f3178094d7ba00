import { studentTCdf, studentTQuantile } from '../distributions/beta.ts';
import { ParameterError } from '../errors.ts';
import { checkConfidence, type Difference } from './proportions.ts';

/** Observations by their sums. */
export interface Moments {
  n: number;
  sum: number;
  /** Sum of squares. */
  squares: number;
}

/** Variance of a sample (divided by n - 1); never below 0, whatever rounding left of it. */
export function sampleVariance({ n, sum, squares }: Moments): number {
  return n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1));
}

/**
 * Whether two means differ: Welch's t test for unequal variances, two-sided, from sums alone; the interval is that of `b - a`. Needs two
 * observations of each. Where neither varies: p-value 1 for equal means, 0 for others. Throws `ParameterError`.
 */
export function testMeans(a: Moments, b: Moments, confidence = 0.95): Difference & { degrees: number } {
  for (const { n } of [a, b])
    if (!Number.isInteger(n) || n < 2) throw new ParameterError('n', 'an integer of 2 at least', n);
  checkConfidence(confidence);
  const [ofA, ofB] = [sampleVariance(a) / a.n, sampleVariance(b) / b.n];
  const difference = b.sum / b.n - a.sum / a.n;
  const error = Math.sqrt(ofA + ofB);
  const degrees =
    error === 0 ? a.n + b.n - 2 : (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1));
  const statistic =
    error === 0 ? (difference === 0 ? 0 : Math.sign(difference) * Infinity) : difference / error;
  const margin = error === 0 ? 0 : studentTQuantile((1 + confidence) / 2, degrees) * error;
  return {
    ...{ difference, error, statistic, degrees, low: difference - margin, high: difference + margin },
    pValue: Number.isFinite(statistic) ? 2 * studentTCdf(-Math.abs(statistic), degrees) : 0,
  };
}
