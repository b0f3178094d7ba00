import { mean } from '@convoscope/statistics';
import {
  createWindows,
  emptyProfile,
  exclusionOf,
  inDistances,
  keepSmaller,
  productOf,
  squaredDistance,
  type MatrixProfile,
} from './windows.ts';

/**
 * The matrix profile of a series: for every run of `length` values the z-normalised distance to the most similar other run that does not overlap
 * it by more than three quarters. 0 = repeats exactly, sqrt(2 x length) = unrelated. Row by row, each from the one before.
 * Throws `DataError` when no run fits. Cost: O(n^2) time whatever the length, O(n) memory.
 * Source: Zhu et al., ICDM 2016 (STOMP).
 */
export function computeStomp(series: ArrayLike<number>, length: number): MatrixProfile {
  const windows = createWindows(series, length, mean(series));
  const { values, count } = windows;
  const exclusion = exclusionOf(length);
  const profile = emptyProfile(count);
  const products = Float64Array.from({ length: count }, (_, j) => productOf(windows, 0, windows, j));
  for (let i = 0; i < count; i++) {
    // The half with j >= i says it all: distances are symmetric.
    for (let j = count - 1; i > 0 && j >= i; j--)
      products[j] =
        products[j - 1] - values[i - 1] * values[j - 1] + values[i + length - 1] * values[j + length - 1];
    for (let j = i + exclusion + 1; j < count; j++) {
      const square = squaredDistance(windows, i, windows, j, products[j]);
      keepSmaller(profile, i, j, square);
      keepSmaller(profile, j, i, square);
    }
  }
  return inDistances(profile, length);
}

/**
 * For every run of `length` values of `query` the distance to the most similar run of `reference`, which is another series.
 * Cost: O(length of the one x length of the other).
 */
export function joinProfiles(
  query: ArrayLike<number>,
  reference: ArrayLike<number>,
  length: number,
): MatrixProfile {
  const centre = mean(reference);
  const [a, b] = [createWindows(query, length, centre), createWindows(reference, length, centre)];
  const profile = emptyProfile(a.count);
  for (let shift = 1 - a.count; shift < b.count; shift++) {
    let [i, j] = [Math.max(0, -shift), Math.max(0, shift)];
    let product = productOf(a, i, b, j);
    for (;;) {
      keepSmaller(profile, i, j, squaredDistance(a, i, b, j, product));
      if (i + 1 >= a.count || j + 1 >= b.count) break;
      product += a.values[i + length] * b.values[j + length] - a.values[i] * b.values[j];
      i++;
      j++;
    }
  }
  return inDistances(profile, length);
}
