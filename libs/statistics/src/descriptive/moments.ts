/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Variance around the mean, divided by n - `ddof` (0: population, 1: sample). Two passes, so large offsets do no harm. */
export function variance(values: ArrayLike<number>, ddof = 0): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return sum / (values.length - ddof);
}

/** Population standard deviation. */
export const standardDeviation = (values: ArrayLike<number>, ddof = 0): number =>
  Math.sqrt(variance(values, ddof));

/** Fisher-Pearson skewness g1 = m3 / m2^1.5 (biased, as SciPy's default); 0 for a constant. */
export function skewness(values: ArrayLike<number>): number {
  const centre = mean(values);
  let second = 0;
  let third = 0;
  for (let i = 0; i < values.length; i++) {
    const d = values[i] - centre;
    second += d * d;
    third += d * d * d;
  }
  second /= values.length;
  third /= values.length;
  // A spread below rounding of the mean is a constant column, not a distribution.
  if (second <= (2.220446049250313e-16 * Math.abs(centre)) ** 2) return 0;
  return third / second ** 1.5;
}
