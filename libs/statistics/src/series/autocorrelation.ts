import { ParameterError } from '../errors.ts';
import { mean } from '../descriptive/moments.ts';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../descriptive/quantile.ts';
import { transformFourier } from './fft.ts';

/**
 * Autocorrelation at lags 0..maxLag (divided by n and by the variance, so in [-1, 1]); 0 at every lag > 0 of a constant series.
 * Cost: O(n log n).
 */
export function autocorrelation(values: ArrayLike<number>, maxLag: number): Float64Array {
  const n = values.length;
  if (!(Number.isInteger(maxLag) && maxLag >= 0 && maxLag < n))
    throw new ParameterError('maxLag', `an integer in [0, ${n - 1}]`, maxLag);
  const size = 2 ** Math.ceil(Math.log2(2 * n));
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const centre = mean(values);
  for (let i = 0; i < n; i++) real[i] = values[i] - centre;
  transformFourier(real, imaginary);
  for (let i = 0; i < size; i++) {
    real[i] = real[i] ** 2 + imaginary[i] ** 2;
    imaginary[i] = 0;
  }
  transformFourier(real, imaginary, true);
  const correlations = new Float64Array(maxLag + 1);
  correlations[0] = 1;
  // Below rounding of the level there is no variance to speak of.
  if (real[0] / n <= (1e-13 * Math.abs(centre)) ** 2) return correlations;
  for (let lag = 1; lag <= maxLag; lag++) correlations[lag] = real[lag] / real[0];
  return correlations;
}

/** Without its line and with far values drawn in, so that neither a trend nor one spike hides the rhythm. */
function prepare(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const middle = (n - 1) / 2;
  const centre = mean(values);
  let [slope, spread] = [0, 0];
  for (let i = 0; i < n; i++) {
    slope += (i - middle) * (values[i] - centre);
    spread += (i - middle) ** 2;
  }
  slope /= spread;
  const flat = Float64Array.from(values, (value, i) => value - centre - slope * (i - middle));
  const reach = 4 * MAD_TO_SIGMA * medianAbsoluteDeviation(flat);
  const level = median(flat);
  return reach > 0 ? flat.map((value) => Math.max(level - reach, Math.min(level + reach, value))) : flat;
}

/** How `findPeriod` looks. */
export interface PeriodSearch {
  /** Shortest period, default 3. */
  readonly minPeriod?: number;
  /** Longest period, default a third of the values: at least three cycles have to be seen. */
  readonly maxPeriod?: number;
  /** Least autocorrelation of a period, in (0, 1), default .3. */
  readonly minCorrelation?: number;
}

/** Autocorrelation of the prepared values; long lags are not made to look weaker by their fewer pairs. */
function rhythmOf(values: ArrayLike<number>, last: number): Float64Array {
  const n = values.length;
  return autocorrelation(prepare(values), last + 1).map((value, lag) => (value * n) / (n - lag));
}

const isHill = (correlations: Float64Array, lag: number): boolean =>
  correlations[lag] >= correlations[lag - 1] && correlations[lag] >= correlations[lag + 1];

/**
 * Length of the strongest rhythm of evenly spaced values, 1 when there is none: the shortest lag at a hill of the autocorrelation that
 * comes within a tenth of the highest hill. Needs some 10 values; fewer give 1. Cost: O(n log n).
 */
export function findPeriod(values: ArrayLike<number>, search: PeriodSearch = {}): number {
  const n = values.length;
  const { minPeriod = 3, maxPeriod = Math.floor(n / 3), minCorrelation = 0.3 } = search;
  const last = Math.min(maxPeriod, n - 2);
  if (n < 10 || last < minPeriod) return 1;
  const correlations = rhythmOf(values, last);
  // Before it first falls, the autocorrelation says only that neighbours are alike.
  const fallsAt = correlations.findIndex((value) => value < 0.1);
  const hills: number[] = [];
  for (let lag = Math.max(minPeriod, fallsAt); fallsAt > 0 && lag <= last; lag++)
    if (isHill(correlations, lag)) hills.push(lag);
  const highest = hills.reduce((most, lag) => Math.max(most, correlations[lag]), 0);
  const least = Math.max(minCorrelation, 3 / Math.sqrt(n));
  if (highest < least) return 1;
  return hills.find((lag) => correlations[lag] >= Math.max(least, 0.9 * highest)) ?? 1;
}

/** The strongest rhythm that fits into `period` a whole number of times and repeats at least .6 as well (the day in a week), else 1. */
function findDivisor(values: ArrayLike<number>, period: number, minPeriod: number): number {
  const correlations = rhythmOf(values, Math.min(period, values.length - 2));
  let best = 1;
  for (let lag = minPeriod; lag <= period / 2; lag++)
    if (period % lag === 0 && isHill(correlations, lag) && correlations[lag] >= 0.6 * correlations[period])
      if (best === 1 || correlations[lag] > correlations[best]) best = lag;
  return best;
}

function withoutCycle(values: ArrayLike<number>, period: number): Float64Array {
  const sums = new Float64Array(period);
  for (let i = 0; i < values.length; i++) sums[i % period] += values[i];
  for (let phase = 0; phase < period; phase++)
    sums[phase] /= Math.floor((values.length - 1 - phase) / period) + 1;
  const centre = mean(sums);
  return Float64Array.from(values, (value, i) => value - sums[i % period] + centre);
}

/**
 * One or two rhythms, shorter first (a day and a week): the strongest, and either the one inside of it or, when its mean cycle is taken
 * out, a longer one. Empty when there is none. Cost: O(n log n).
 */
export function findPeriods(values: ArrayLike<number>, search: PeriodSearch = {}): number[] {
  const period = findPeriod(values, search);
  if (period === 1) return [];
  const { minPeriod = 3 } = search;
  const inner = findDivisor(values, period, minPeriod);
  if (inner > 1) return [inner, period];
  const outer = findPeriod(withoutCycle(values, period), { ...search, minPeriod: 2 * period });
  return outer > 1 ? [period, outer] : [period];
}
