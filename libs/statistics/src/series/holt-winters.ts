import { DataError, ParameterError } from '../errors.ts';
import { normalQuantile } from '../distributions/normal.ts';

/** Additive Holt-Winters smoothing of one series; plain data. */
export interface HoltWinters {
  readonly period: number;
  /** Smoothing of level, trend and season, in (0, 1). */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  level: number;
  trend: number;
  /** Season by position in the period; `position` is that of the next value. */
  season: number[];
  position: number;
  /** Mean squared one-step error. */
  errorVariance: number;
}

/** A forecast and the interval that holds the value with the wanted probability, if errors are normal. */
export interface Forecast {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function run(
  values: ArrayLike<number>,
  period: number,
  weights: { alpha: number; beta: number; gamma: number },
): HoltWinters {
  const mean = (from: number): number => {
    let sum = 0;
    for (let i = from; i < from + period; i++) sum += values[i];
    return sum / period;
  };
  const [first, second] = [mean(0), mean(period)];
  const trend = (second - first) / period;
  const start = first + trend * ((period - 1) / 2);
  const season = Array.from(
    { length: period },
    (_, s) => values[s] - (first + trend * (s - (period - 1) / 2)),
  );
  const model: HoltWinters = {
    period,
    ...weights,
    level: start,
    trend,
    season,
    position: 0,
    errorVariance: 0,
  };
  let squares = 0;
  for (let i = period; i < values.length; i++) squares += learnValue(model, values[i]) ** 2;
  model.errorVariance = squares / Math.max(1, values.length - period);
  return model;
}

function learnValue(model: HoltWinters, value: number): number {
  const s = model.position;
  const error = value - (model.level + model.trend + model.season[s]);
  // The error-correction form: the same smoothing, written by what was not foreseen.
  model.level += model.trend + model.alpha * error;
  model.trend += model.alpha * model.beta * error;
  model.season[s] += model.gamma * (1 - model.alpha) * error;
  model.position = (s + 1) % model.period;
  return error;
}

const GRID = [0.05, 0.1, 0.2, 0.4, 0.7];

/**
 * Fits level, trend and season to at least two periods: smoothing weights with the least squared one-step error on a grid.
 * Throws `DataError` on fewer values. Cost: 125 passes over the values. Source: Winters, Management Science 6 (1960); Hyndman et al. (2008).
 */
export function fitHoltWinters(values: ArrayLike<number>, period: number): HoltWinters {
  if (!(Number.isInteger(period) && period >= 2))
    throw new ParameterError('period', 'an integer >= 2', period);
  if (values.length < 2 * period)
    throw new DataError(`Holt-Winters needs two periods (${2 * period} values), got ${values.length}`);
  let best: HoltWinters | undefined;
  for (const alpha of GRID)
    for (const beta of GRID)
      for (const gamma of GRID) {
        const model = run(values, period, { alpha, beta, gamma });
        if (best === undefined || model.errorVariance < best.errorVariance) best = model;
      }
  return best!;
}

/** Takes the next value in; returns how far it was from the forecast. The error variance follows slowly. */
export function updateHoltWinters(model: HoltWinters, value: number): number {
  const error = learnValue(model, value);
  model.errorVariance += 0.02 * (error * error - model.errorVariance);
  return error;
}

/** Forecasts the next `steps` values, each with an interval of the wanted probability. Variance: Hyndman et al. (2008), class 1 models. */
export function forecastHoltWinters(model: HoltWinters, steps: number, probability = 0.95): Forecast[] {
  if (!(probability > 0 && probability < 1))
    throw new ParameterError('probability', 'in (0, 1)', probability);
  const z = normalQuantile(0.5 + probability / 2);
  let growth = 1;
  return Array.from({ length: steps }, (_, h) => {
    if (h > 0) {
      const seasonal = h % model.period === 0 ? model.gamma * (1 - model.alpha) : 0;
      growth += (model.alpha * (1 + h * model.beta) + seasonal) ** 2;
    }
    const value = model.level + (h + 1) * model.trend + model.season[(model.position + h) % model.period];
    const reach = z * Math.sqrt(model.errorVariance * growth);
    return { value, low: value - reach, high: value + reach };
  });
}
