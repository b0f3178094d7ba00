import { DataError } from '../errors.ts';

/** P(K > x) of the Kolmogorov distribution: the alternating series above .3, its theta-function dual below. */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1.18) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum);
  }
  for (let k = 1; k <= 5; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}

/**
 * Two-sample Kolmogorov-Smirnov test: the largest distance between the distribution functions, and its asymptotic p-value
 * (Stephens' correction for small samples). Throws on an empty sample. Cost: two sorts.
 */
export function testKolmogorovSmirnov(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { statistic: number; pValue: number } {
  if (a.length === 0 || b.length === 0) throw new DataError('the test needs two samples');
  return compareSorted(Float64Array.from(a).sort(), Float64Array.from(b).sort());
}

function compareSorted(x: Float64Array, y: Float64Array): { statistic: number; pValue: number } {
  let [i, j, statistic] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i], y[j]);
    while (i < x.length && x[i] <= at) i++;
    while (j < y.length && y[j] <= at) j++;
    statistic = Math.max(statistic, Math.abs(i / x.length - j / y.length));
  }
  const root = Math.sqrt((x.length * y.length) / (x.length + y.length));
  return { statistic, pValue: statistic === 0 ? 1 : kolmogorovTail((root + 0.12 + 0.11 / root) * statistic) };
}
