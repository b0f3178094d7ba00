import { MAD_TO_SIGMA, mean, median, medianAbsoluteDeviation } from '@convoscope/statistics';

/** What residuals usually are. */
export interface ResidualScale {
  readonly centre: number;
  readonly scale: number;
}

/** So that a score stays finite whatever follows a constant series. */
export const LARGEST_SCORE = 1e9;

/** Share of the level below which differences are rounding. */
const ROUNDING = 1e-9;

/** Makes the mean absolute deviation estimate a normal standard deviation: sqrt(pi / 2). */
const MEAN_DEVIATION_TO_SIGMA = Math.sqrt(Math.PI / 2);

/**
 * Median and a robust standard deviation of residuals: the scaled median absolute deviation or, when more than half of them are equal, the
 * scaled mean one. Never 0: at least a billionth of the largest of the `values` that they are residuals of.
 */
export function residualScale(residuals: ArrayLike<number>, values: ArrayLike<number>): ResidualScale {
  const centre = median(residuals);
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  const floor = Math.max(ROUNDING * largest, 1e-300);
  const byMedian = MAD_TO_SIGMA * medianAbsoluteDeviation(residuals);
  if (byMedian > floor) return { centre, scale: byMedian };
  const byMean = MEAN_DEVIATION_TO_SIGMA * mean(Float64Array.from(residuals, (r) => Math.abs(r - centre)));
  return { centre, scale: Math.max(byMean, floor) };
}

/** Distance of each residual from the usual one, in robust standard deviations. */
export const residualScores = (
  residuals: ArrayLike<number>,
  { centre, scale }: ResidualScale,
): Float64Array =>
  Float64Array.from(residuals, (residual) => Math.min(LARGEST_SCORE, Math.abs(residual - centre) / scale));
