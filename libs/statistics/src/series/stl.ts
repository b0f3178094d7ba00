import { DataError, ParameterError } from '../errors.ts';
import { median } from '../descriptive/quantile.ts';
import { fitLoessAt, smoothLoess, type LoessOptions } from './loess.ts';

/** How STL splits a series; windows are odd integers >= 3 in values. */
export interface StlOptions {
  /** Values in one season, an integer >= 2. */
  readonly period: number;
  /** Cycles that the seasonal part is smoothed over (default 7): larger = a season that changes less. */
  readonly seasonalWindow?: number;
  /** Default: the smallest odd number above 1.5 period / (1 - 1.5 / seasonalWindow). */
  readonly trendWindow?: number;
  /** Default: the smallest odd number above the period. */
  readonly lowPassWindow?: number;
  readonly seasonalDegree?: 0 | 1;
  readonly trendDegree?: 0 | 1;
  readonly lowPassDegree?: 0 | 1;
  /** Fits at every n-th position only, straight lines between (default 1). A tenth of the window is hardly visible. */
  readonly seasonalJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  /** Outliers are weighted down (15 outer rounds); else a single round. */
  readonly isRobust?: boolean;
}

/** `values = trend + season + remainder`, position by position. */
export interface Decomposition {
  readonly trend: Float64Array;
  readonly season: Float64Array;
  readonly remainder: Float64Array;
  /** Robustness weight of each value in [0, 1]: near 0 = an outlier. All 1 without robustness. */
  readonly weights: Float64Array;
}

/** The smallest odd integer >= `value`. */
export const oddAtLeast = (value: number): number => {
  const whole = Math.ceil(value);
  return whole % 2 === 0 ? whole + 1 : whole;
};

type Windows = Record<'seasonal' | 'trend' | 'lowPass', LoessOptions>;

function windowsOf(options: StlOptions): Windows {
  const { period, seasonalWindow = 7 } = options;
  const trendWindow = options.trendWindow ?? oddAtLeast((1.5 * period) / (1 - 1.5 / seasonalWindow));
  const lowPassWindow = options.lowPassWindow ?? oddAtLeast(period + 1);
  if (!(Number.isInteger(period) && period >= 2))
    throw new ParameterError('period', 'an integer >= 2', period);
  for (const [name, window] of Object.entries({ seasonalWindow, trendWindow, lowPassWindow }))
    if (!(Number.isInteger(window) && window >= 3 && window % 2 === 1))
      throw new ParameterError(name, 'an odd integer >= 3', window);
  return {
    seasonal: {
      window: seasonalWindow,
      degree: options.seasonalDegree ?? 1,
      jump: options.seasonalJump ?? 1,
    },
    trend: { window: trendWindow, degree: options.trendDegree ?? 1, jump: options.trendJump ?? 1 },
    lowPass: { window: lowPassWindow, degree: options.lowPassDegree ?? 1, jump: options.lowPassJump ?? 1 },
  };
}

function movingAverage(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i];
  means[0] = sum / length;
  for (let i = length; i < values.length; i++) {
    sum += values[i] - values[i - length];
    means[i - length + 1] = sum / length;
  }
  return means;
}

/** Each position of the season smoothed over its cycles, one cycle longer at both ends: `n + 2 period` values. */
function smoothCycles(
  values: Float64Array,
  period: number,
  options: LoessOptions,
  weights?: Float64Array,
): Float64Array {
  const n = values.length;
  const cycle = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const length = Math.floor((n - 1 - phase) / period) + 1;
    const pick = (from: Float64Array): Float64Array =>
      Float64Array.from({ length }, (_, k) => from[k * period + phase]);
    const sub = pick(values);
    const given = weights === undefined ? options : { ...options, weights: pick(weights) };
    const smoothed = smoothLoess(sub, given);
    const reach = Math.min(options.window, length);
    cycle[phase] = fitLoessAt(sub, -1, { from: 0, to: reach }, given) ?? smoothed[0];
    for (let k = 0; k < length; k++) cycle[(k + 1) * period + phase] = smoothed[k];
    cycle[(length + 1) * period + phase] =
      fitLoessAt(sub, length, { from: length - reach, to: length }, given) ?? smoothed[length - 1];
  }
  return cycle;
}

/** Bisquare weights of residuals: 0 from six median absolute residuals on. */
export function robustnessWeights(residuals: Float64Array): Float64Array {
  const reach = 6 * median(residuals.map(Math.abs));
  return residuals.map((residual) => {
    const share = Math.abs(residual);
    if (share <= 0.001 * reach) return 1;
    return share <= 0.999 * reach ? (1 - (share / reach) ** 2) ** 2 : 0;
  });
}

/** One round of the inner loop: season from what the trend leaves, then trend from what the season leaves. */
function improve(
  values: ArrayLike<number>,
  parts: { season: Float64Array; trend: Float64Array },
  period: number,
  windows: Windows,
  weights?: Float64Array,
): void {
  const n = values.length;
  const { season, trend } = parts;
  const detrended = Float64Array.from(values, (value, i) => value - trend[i]);
  const cycle = smoothCycles(detrended, period, windows.seasonal, weights);
  const low = smoothLoess(
    movingAverage(movingAverage(movingAverage(cycle, period), period), 3),
    windows.lowPass,
  );
  for (let i = 0; i < n; i++) season[i] = cycle[i + period] - low[i];
  const deseasonalised = Float64Array.from(values, (value, i) => value - season[i]);
  trend.set(
    smoothLoess(deseasonalised, weights === undefined ? windows.trend : { ...windows.trend, weights }),
  );
}

/**
 * Seasonal-trend decomposition by LOESS. At least two full periods of finite values, else `DataError`.
 * Cost: O(n x windows) a round, 5 rounds or, robust, 32; `...Jump` divides it.
 * Does not suit a season whose size grows with the level: decompose the logarithm. Several seasons: `decomposeMstl`.
 * Source: Cleveland, Cleveland, McRae, Terpenning, Journal of Official Statistics 6 (1990).
 */
export function decomposeStl(values: ArrayLike<number>, options: StlOptions): Decomposition {
  const windows = windowsOf(options);
  const { period, isRobust = false } = options;
  const n = values.length;
  if (n < 2 * period) throw new DataError(`STL needs two periods (${2 * period} values), got ${n}`);
  const parts = { season: new Float64Array(n), trend: new Float64Array(n) };
  // Rounds as in the paper, section 3: convergence is quick, robustness needs several weightings.
  const [inner, outer] = isRobust ? [2, 15] : [5, 0];
  let weights: Float64Array | undefined;
  const remainderOf = (): Float64Array =>
    Float64Array.from(values, (value, i) => value - parts.trend[i] - parts.season[i]);
  for (let round = 0; round <= outer; round++) {
    for (let k = 0; k < inner; k++) improve(values, parts, period, windows, weights);
    if (round < outer) weights = robustnessWeights(remainderOf());
  }
  return { ...parts, remainder: remainderOf(), weights: weights ?? new Float64Array(n).fill(1) };
}
