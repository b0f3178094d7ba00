import type { Estimate } from '@convoscope/reports';

/** 97.5 % quantile of the standard normal distribution. */
const Z95 = 1.959964;

/** Six decimals: sums come in different orders, and a report that says the same must be the same to the byte. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** Mean from sums, with the normal 95 % interval of the mean; of a single observation the interval is the point. */
export function meanEstimate(n: number, sum: number, sumOfSquares: number): Estimate | null {
  if (n === 0) return null;
  const mean = sum / n;
  const variance = n < 2 ? 0 : Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1));
  const margin = Z95 * Math.sqrt(variance / n);
  return { value: rounded(mean), low: rounded(mean - margin), high: rounded(mean + margin), n };
}

/** Share with its Wilson score interval, 95 % (Wilson 1927): holds for few observations and shares near 0, where the normal one fails. */
export function shareEstimate(n: number, count: number): Estimate | null {
  if (n === 0) return null;
  const p = count / n;
  const denominator = 1 + (Z95 * Z95) / n;
  const centre = (p + (Z95 * Z95) / (2 * n)) / denominator;
  const margin = (Z95 * Math.sqrt((p * (1 - p)) / n + (Z95 * Z95) / (4 * n * n))) / denominator;
  return {
    value: rounded(p),
    low: rounded(Math.max(0, centre - margin)),
    high: rounded(Math.min(1, centre + margin)),
    n,
  };
}

/** Standard error behind an estimate's interval. */
const standardError = ({ low, high }: Estimate): number => (high - low) / (2 * Z95);

/** How many standard errors two means are apart; 0 where that can't be said. Positive: `a` is larger. */
export function zOfMeans(a: Estimate, b: Estimate): number {
  const error = Math.hypot(standardError(a), standardError(b));
  return error === 0 || a.n < 5 || b.n < 5 ? 0 : (a.value - b.value) / error;
}

/** z of the difference of two proportions with a pooled variance; 0 where there is nothing to compare. */
export function zOfShares(countA: number, nA: number, countB: number, nB: number): number {
  const pooled = (countA + countB) / (nA + nB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  return nA === 0 || nB === 0 || error === 0 ? 0 : (countA / nA - countB / nB) / error;
}

/** The |z| to exceed so that, of `nTests` comparisons, one is wrongly called a change in 5 % of reports (Bonferroni; tail by Abramowitz & Stegun 26.2.23). */
export function criticalZ(nTests: number): number {
  const p = 0.025 / Math.max(1, nTests);
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const bottom = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3;
  return t - top / bottom;
}
