import { DataError, ParameterError } from '../errors.ts';

/**
 * Quantile of ascending numbers: linear interpolation between order statistics, type 7 of R and NumPy.
 * `probability` in [0, 1]. Throws on an empty input or a probability outside the range. Cost: O(1).
 * @example quantileSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new DataError('a quantile needs at least one value');
  if (!(probability >= 0 && probability <= 1))
    throw new ParameterError('probability', 'in [0, 1]', probability);
  const position = probability * (sorted.length - 1);
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
}

/** Type-7 quantile of unordered numbers. Cost: one sort. */
export const quantile = (values: ArrayLike<number>, probability: number): number =>
  quantileSorted(Float64Array.from(values).sort(), probability);

/** The middle value; the mean of the two middle values for an even count. Throws when empty. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Makes the median absolute deviation estimate a normal standard deviation: 1 / qnorm(3/4). */
export const MAD_TO_SIGMA = 1.482602218505602;

/** Median absolute deviation from the median, unscaled (multiply by `MAD_TO_SIGMA` for a robust sigma). */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const centre = median(values);
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
