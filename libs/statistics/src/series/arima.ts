import { DataError, ParameterError } from '../errors.ts';
import { mean } from '../descriptive/moments.ts';
import { minimiseSquares } from './least-squares.ts';
import { differenceAt } from './stationarity.ts';

/** Orders of a seasonal ARIMA model, all integers >= 0. */
export interface ArimaOrder {
  /** Autoregressive terms, differences, moving-average terms. */
  readonly p: number;
  readonly d: number;
  readonly q: number;
  /** The same a season apart; all 0 without a season. */
  readonly seasonalP?: number;
  readonly seasonalD?: number;
  readonly seasonalQ?: number;
  /** Values in a season, >= 2 where there are seasonal terms. */
  readonly period?: number;
  /** A mean of the differenced series (of once differenced values: a drift). Default: with no difference only. */
  readonly hasMean?: boolean;
}

/** Coefficients by lag: `lags[i]` steps back counts `weights[i]`. */
export interface LagWeights {
  readonly lags: readonly number[];
  readonly weights: readonly number[];
}

/** A fitted model and where it stands; plain data, so that it can be saved in the middle of a series. */
export interface Arima {
  readonly order: Required<ArimaOrder>;
  /** Coefficients as published: p, then q, then seasonal p, seasonal q; moving-average terms with a plus sign. */
  readonly coefficients: readonly number[];
  /** Mean of the differenced series. */
  readonly mean: number;
  /** What the next value takes of earlier values (differences multiplied out), of earlier errors, and its constant. */
  readonly fromValues: LagWeights;
  readonly fromErrors: LagWeights;
  readonly constant: number;
  /** Variance of a one-step error, corrected for the number of fitted parameters. */
  readonly errorVariance: number;
  /** Largest absolute partial autocorrelation of the polynomials, in [0, 1): near 1 a root is near the unit circle. */
  readonly largestPartial: number;
  /** AIC corrected for small samples, of the conditional likelihood. */
  readonly aicc: number;
  /** The last values and errors, newest first. */
  values: number[];
  errors: number[];
}

/** Multiplies polynomials in the lag; index = lag. */
function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (product[i + j] += x * y)));
  return product;
}

/** `1 + sign x (c1 B^step + c2 B^2step + ...)`. */
const polynomial = (coefficients: ArrayLike<number>, step: number, sign: number): number[] => {
  const terms = new Array<number>(coefficients.length * step + 1).fill(0);
  terms[0] = 1;
  for (let k = 0; k < coefficients.length; k++) terms[(k + 1) * step] = sign * coefficients[k];
  return terms;
};

function lagWeights(terms: readonly number[], sign: number): LagWeights {
  const lags = terms.flatMap((term, lag) => (lag > 0 && term !== 0 ? [lag] : []));
  return { lags, weights: lags.map((lag) => sign * terms[lag]) };
}

/** Coefficients of a stationary (or invertible) polynomial out of any numbers: partial autocorrelations tanh(x). Source: Monahan (1984). */
export function toStationary(free: ArrayLike<number>): number[] {
  let coefficients: number[] = [];
  for (let k = 0; k < free.length; k++) {
    const partial = Math.tanh(free[k]);
    coefficients = [...coefficients.map((c, j) => c - partial * coefficients[k - 1 - j]), partial];
  }
  return coefficients;
}

interface Parts {
  readonly ar: number[];
  readonly ma: number[];
  readonly seasonalAr: number[];
  readonly seasonalMa: number[];
}

function partsOf(free: ArrayLike<number>, order: Required<ArimaOrder>): Parts {
  const all = Array.from(free);
  let at = 0;
  const take = (count: number): number[] => toStationary(all.slice(at, (at += count)));
  const negative = (values: number[]): number[] => values.map((value) => -value);
  const [ar, ma] = [take(order.p), negative(take(order.q))];
  return { ar, ma, seasonalAr: take(order.seasonalP), seasonalMa: negative(take(order.seasonalQ)) };
}

const arPolynomial = (parts: Parts, period: number): number[] =>
  multiply(polynomial(parts.ar, 1, -1), polynomial(parts.seasonalAr, period, -1));
const maPolynomial = (parts: Parts, period: number): number[] =>
  multiply(polynomial(parts.ma, 1, 1), polynomial(parts.seasonalMa, period, 1));

/** One-step errors of centred values, nothing known before the first. */
function errorsOf(centred: Float64Array, ar: LagWeights, ma: LagWeights): Float64Array {
  const n = centred.length;
  const errors = Float64Array.from(centred);
  // Lag by lag for what is known, so that only the moving average has to go value by value.
  for (let k = 0; k < ar.lags.length; k++) {
    const [lag, weight] = [ar.lags[k], ar.weights[k]];
    for (let t = lag; t < n; t++) errors[t] -= weight * centred[t - lag];
  }
  for (let t = 1; t < n && ma.lags.length > 0; t++)
    for (let k = 0; k < ma.lags.length; k++)
      if (ma.lags[k] <= t) errors[t] -= ma.weights[k] * errors[t - ma.lags[k]];
  return errors;
}

function completed(order: ArimaOrder): Required<ArimaOrder> {
  const full = {
    seasonalP: 0,
    seasonalD: 0,
    seasonalQ: 0,
    period: 1,
    hasMean: order.d + (order.seasonalD ?? 0) === 0,
    ...order,
  };
  const { hasMean: _, ...counts } = full;
  for (const [name, value] of Object.entries(counts))
    if (!(Number.isInteger(value) && value >= 0)) throw new ParameterError(name, 'an integer >= 0', value);
  if (full.seasonalP + full.seasonalD + full.seasonalQ > 0 && full.period < 2)
    throw new ParameterError('period', 'an integer >= 2 with seasonal terms', full.period);
  return full;
}

function differenced(values: ArrayLike<number>, order: Required<ArimaOrder>): Float64Array {
  let left = Float64Array.from(values);
  for (let k = 0; k < order.seasonalD; k++) left = Float64Array.from(differenceAt(left, order.period));
  for (let k = 0; k < order.d; k++) left = Float64Array.from(differenceAt(left, 1));
  return left;
}

/** Values that a fit of this order needs at least. */
export function fewestValues(given: ArimaOrder): number {
  const order = completed(given);
  const nFitted = order.p + order.q + order.seasonalP + order.seasonalQ + (order.hasMean ? 1 : 0);
  const back = Math.max(order.p + order.seasonalP * order.period, order.q + order.seasonalQ * order.period);
  return order.d + order.seasonalD * order.period + back + 2 * nFitted + 3;
}

/**
 * Fits a seasonal ARIMA model by conditional least squares (values before the first are taken for the mean; the first
 * `nConditioned` errors, by default one autoregressive reach, at most a quarter, do not count; `isQuick` searches from one start
 * instead of two). Stationary and invertible by construction.
 * Throws `DataError` for fewer than `fewestValues(order)` values. Cost: some 100 passes over the values.
 * Source: Box, Jenkins (1970), 7.1; the parametrisation of Monahan, Biometrika 71 (1984).
 */
export function fitArima(
  values: ArrayLike<number>,
  given: ArimaOrder,
  options: { readonly nConditioned?: number; readonly isQuick?: boolean } = {},
): Arima {
  const order = completed(given);
  if (values.length < fewestValues(order))
    throw new DataError(`this ARIMA order needs ${fewestValues(order)} values, got ${values.length}`);
  const series = differenced(values, order);
  const centre = order.hasMean ? mean(series) : 0;
  const skip = Math.min(
    options.nConditioned ?? order.p + order.seasonalP * order.period,
    Math.floor(series.length / 4),
  );
  const nCoefficients = order.p + order.q + order.seasonalP + order.seasonalQ;
  const unit = Math.sqrt(series.reduce((sum, value) => sum + (value - centre) ** 2, 0) / series.length);
  const residualsOf = (free: Float64Array): Float64Array => {
    const parts = partsOf(free, order);
    const middle = centre + (order.hasMean ? unit * free[nCoefficients] : 0);
    const centred = series.map((value) => value - middle);
    const ar = lagWeights(arPolynomial(parts, order.period), -1);
    return errorsOf(centred, ar, lagWeights(maPolynomial(parts, order.period), 1)).fill(0, 0, skip);
  };
  const size = nCoefficients + (order.hasMean ? 1 : 0);
  const best = (options.isQuick ? [0.05] : [0.05, 0.5])
    .map((first) => Float64Array.from({ length: size }, (_, j) => (j < nCoefficients ? first : 0)))
    .map((start) => minimiseSquares(residualsOf, start))
    .reduce((least, other) => (other.squares < least.squares ? other : least));
  const middle = centre + (order.hasMean ? unit * best.at[nCoefficients] : 0);
  return modelOf(
    values,
    { order, parts: partsOf(best.at, order), middle },
    {
      squares: best.squares,
      nUsed: series.length - skip,
      nFitted: size,
      largestPartial: best.at
        .subarray(0, nCoefficients)
        .reduce((most, free) => Math.max(most, Math.abs(Math.tanh(free))), 0),
    },
  );
}

function modelOf(
  values: ArrayLike<number>,
  found: { order: Required<ArimaOrder>; parts: Parts; middle: number },
  fit: { squares: number; nUsed: number; nFitted: number; largestPartial: number },
): Arima {
  const { order, parts, middle } = found;
  let terms = arPolynomial(parts, order.period);
  const constant = middle * terms.reduce((sum, term) => sum + term, 0);
  for (let k = 0; k < order.seasonalD; k++) terms = multiply(terms, polynomial([1], order.period, -1));
  for (let k = 0; k < order.d; k++) terms = multiply(terms, [1, -1]);
  const nAll = fit.nFitted + 1;
  const logLikelihood = fit.nUsed * Math.log(Math.max(fit.squares / fit.nUsed, 1e-300));
  const model: Arima = {
    order,
    coefficients: [...parts.ar, ...parts.ma, ...parts.seasonalAr, ...parts.seasonalMa],
    mean: middle,
    fromValues: lagWeights(terms, -1),
    fromErrors: lagWeights(maPolynomial(parts, order.period), 1),
    constant,
    errorVariance: fit.squares / Math.max(1, fit.nUsed - fit.nFitted),
    largestPartial: fit.largestPartial,
    aicc: logLikelihood + 2 * nAll + (2 * nAll * (nAll + 1)) / Math.max(1, fit.nUsed - nAll - 1),
    values: [],
    errors: [],
  };
  for (let i = 0; i < values.length; i++) updateArima(model, values[i]);
  return model;
}

/** What the model expects of the next value; undefined while fewer values are known than it looks back. */
export function expectedByArima(model: Arima): number | undefined {
  const { fromValues, fromErrors } = model;
  let expected = model.constant;
  for (let k = 0; k < fromValues.lags.length; k++) {
    const value = model.values[fromValues.lags[k] - 1];
    if (value === undefined) return undefined;
    expected += fromValues.weights[k] * value;
  }
  for (let k = 0; k < fromErrors.lags.length; k++)
    expected += fromErrors.weights[k] * (model.errors[fromErrors.lags[k] - 1] ?? 0);
  return expected;
}

/** Takes the next value in; returns how far it was from the forecast (0 while there is none). Cost: O(longest lag). */
export function updateArima(model: Arima, value: number): number {
  const expected = expectedByArima(model);
  const error = expected === undefined ? 0 : value - expected;
  keepNewest(model.values, value, model.fromValues.lags.at(-1) ?? 0);
  keepNewest(model.errors, error, model.fromErrors.lags.at(-1) ?? 0);
  return error;
}

function keepNewest(kept: number[], value: number, length: number): void {
  kept.unshift(value);
  if (kept.length > length) kept.pop();
}
