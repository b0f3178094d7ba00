import { DataError } from '../errors.ts';
import { mean, variance } from '../descriptive/moments.ts';
import { decomposeStl } from './stl.ts';

/** Tail of 5 % of the KPSS statistic around a level. Source: Kwiatkowski et al. (1992), table 1. */
const KPSS_LEVEL_5_PERCENT = 0.463;

/**
 * The KPSS statistic around a level: large when the series wanders instead of keeping its level (above .463 with 5 % probability
 * for one that keeps it). `nLags` of the Bartlett window, default 3 sqrt(n) / 13. 0 for a constant. Cost: O(n x nLags).
 * Source: Kwiatkowski, Phillips, Schmidt, Shin, Journal of Econometrics 54 (1992).
 */
export function testKpss(
  values: ArrayLike<number>,
  nLags = Math.floor((3 * Math.sqrt(values.length)) / 13),
): number {
  const n = values.length;
  if (n < 3) throw new DataError(`KPSS needs three values, got ${n}`);
  const centre = mean(values);
  const residuals = Float64Array.from(values, (value) => value - centre);
  const longRun = longRunVariance(residuals, nLags);
  if (!(longRun > (1e-12 * Math.abs(centre)) ** 2)) return 0;
  let [sum, squares] = [0, 0];
  for (const residual of residuals) {
    sum += residual;
    squares += sum * sum;
  }
  return squares / (n * n * longRun);
}

/**
 * Variance of the mean of a serially dependent series, times n: the autocovariances summed under a Bartlett window of `nLags`.
 * Source: Newey, West, Econometrica 55 (1987). `residuals` are centred. Never negative.
 */
export function longRunVariance(residuals: ArrayLike<number>, nLags: number): number {
  const n = residuals.length;
  let total = 0;
  for (let lag = 0; lag <= Math.min(nLags, n - 1); lag++) {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += residuals[i] * residuals[i - lag];
    total += ((lag === 0 ? 1 : 2 * (1 - lag / (nLags + 1))) * sum) / n;
  }
  return Math.max(0, total);
}

/** The differences of values `lag` apart: `lag` values fewer. */
export const differenceAt = (values: ArrayLike<number>, lag: number): Float64Array =>
  Float64Array.from({ length: Math.max(0, values.length - lag) }, (_, i) => values[i + lag] - values[i]);

/** How often a series has to be differenced until KPSS believes in a level: 0, 1 or 2. */
export function countDifferences(values: ArrayLike<number>): number {
  let left: ArrayLike<number> = values;
  for (let times = 0; times < 2; times++) {
    if (left.length < 10 || testKpss(left) < KPSS_LEVEL_5_PERCENT) return times;
    left = differenceAt(left, 1);
  }
  return 2;
}

/**
 * Share in [0, 1] of the detrended variance that the season explains; 0 when the period does not fit in twice.
 * Source: Wang, Smith, Hyndman, Data Mining and Knowledge Discovery 13 (2006).
 */
export function seasonalStrength(values: ArrayLike<number>, period: number): number {
  if (period < 2 || values.length < 2 * period) return 0;
  const jump = Math.max(1, Math.floor(period / 10));
  const { season, remainder } = decomposeStl(values, { period, trendJump: jump, lowPassJump: jump });
  const both = variance(season.map((part, i) => part + remainder[i]));
  const rounding = (1e-12 * Math.abs(mean(values))) ** 2;
  return both > rounding ? Math.max(0, 1 - variance(remainder) / both) : 0;
}
