import { ParameterError } from '../errors.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { expectedByArima, type Arima } from './arima.ts';
import type { Forecast } from './holt-winters-forecast.ts';

/**
 * Forecasts the next `steps` values, each with an interval of the wanted probability (default .95) if errors are normal. The variance
 * h steps ahead sums the squared weights of the errors until then (Box, Jenkins, 5.1); it knows nothing of the uncertainty of the coefficients.
 * Cost: O(steps x (lags + steps)).
 */
export function forecastArima(model: Arima, steps: number, probability = 0.95): Forecast[] {
  if (!(probability > 0 && probability < 1))
    throw new ParameterError('probability', 'in (0, 1)', probability);
  if (!(Number.isInteger(steps) && steps >= 0)) throw new ParameterError('steps', 'an integer >= 0', steps);
  const z = normalQuantile(0.5 + probability / 2);
  const future: Arima = { ...model, values: [...model.values], errors: [...model.errors] };
  const weights = errorWeights(model, steps);
  let variance = 0;
  return Array.from({ length: steps }, (_, h) => {
    const value = expectedByArima(future) ?? model.mean;
    future.values.unshift(value);
    future.errors.unshift(0);
    variance += weights[h] ** 2 * model.errorVariance;
    const reach = z * Math.sqrt(variance);
    return { value, low: value - reach, high: value + reach };
  });
}

/** How much of an error is left 0, 1, 2, ... steps later. */
function errorWeights({ fromValues, fromErrors }: Arima, steps: number): Float64Array {
  const weights = new Float64Array(steps);
  for (let h = 0; h < steps; h++) {
    let weight = h === 0 ? 1 : 0;
    const at = fromErrors.lags.indexOf(h);
    if (at >= 0) weight += fromErrors.weights[at];
    for (let k = 0; k < fromValues.lags.length; k++)
      if (fromValues.lags[k] <= h) weight += fromValues.weights[k] * weights[h - fromValues.lags[k]];
    weights[h] = weight;
  }
  return weights;
}
