import { ParameterError } from '../errors.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { quantileSorted } from '../descriptive/quantile.ts';
import { createRandom, nextNormal } from '../random/random.ts';
import { expectedByHoltWinters, updateHoltWinters, type HoltWinters } from './holt-winters.ts';

/** A forecast and the interval that holds the value with the wanted probability, if errors are normal. */
export interface Forecast {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const N_PATHS = 1000;

const stepTo = (model: HoltWinters, damped: number, h: number): number => {
  const base = model.level + damped * model.trend;
  const season = model.season[(model.position + h) % model.period];
  return model.kind === 'multiplicative' ? base * season : base + season;
};

/** How many one-step variances a forecast `h + 1` steps ahead has, for each h. Source: Hyndman et al. (2008), class 1, table 6.1. */
function growthOf(model: HoltWinters, steps: number): Float64Array {
  const growth = new Float64Array(steps);
  let [sum, damped, power] = [1, 0, 1];
  for (let h = 0; h < steps; h++) {
    if (h > 0) {
      power *= model.damping;
      damped += power;
      const season = h % model.period === 0 ? model.gamma * (1 - model.alpha) : 0;
      sum += (model.alpha * (1 + model.beta * damped) + season) ** 2;
    }
    growth[h] = sum;
  }
  return growth;
}

/** Quantiles of simulated futures with relative normal errors: a multiplicative season has no closed form. */
function simulateBounds(
  model: HoltWinters,
  steps: number,
  probability: number,
  seed: number,
): { low: Float64Array; high: Float64Array } {
  const random = createRandom(seed);
  const deviation = Math.sqrt(model.errorVariance);
  const values = Array.from({ length: steps }, () => new Float64Array(N_PATHS));
  for (let path = 0; path < N_PATHS; path++) {
    const future = { ...model, season: [...model.season] };
    for (let h = 0; h < steps; h++) {
      const value = expectedByHoltWinters(future) * (1 + deviation * nextNormal(random));
      values[h][path] = value;
      updateHoltWinters(future, value);
    }
  }
  const bound = (share: number): Float64Array =>
    Float64Array.from(values, (sample) => quantileSorted(sample.sort(), share));
  return { low: bound((1 - probability) / 2), high: bound((1 + probability) / 2) };
}

/**
 * Forecasts the next `steps` values, each with an interval of the wanted probability (default .95). Intervals of multiplicative
 * models are quantiles of 1000 simulated futures (`seed`). They know nothing of the uncertainty of the smoothing weights: with fewer
 * than some ten periods they are a little narrow.
 */
export function forecastHoltWinters(
  model: HoltWinters,
  steps: number,
  probability = 0.95,
  seed = 0,
): Forecast[] {
  if (!(probability > 0 && probability < 1))
    throw new ParameterError('probability', 'in (0, 1)', probability);
  if (!(Number.isInteger(steps) && steps >= 0)) throw new ParameterError('steps', 'an integer >= 0', steps);
  const z = normalQuantile(0.5 + probability / 2);
  const growth = growthOf(model, steps);
  const bounds =
    model.kind === 'multiplicative' ? simulateBounds(model, steps, probability, seed) : undefined;
  let [damped, power] = [0, 1];
  return Array.from({ length: steps }, (_, h) => {
    power *= model.damping;
    damped += power;
    const value = stepTo(model, damped, h);
    if (bounds !== undefined) return { value, low: bounds.low[h], high: bounds.high[h] };
    const reach = z * Math.sqrt(model.errorVariance * growth[h]);
    return { value, low: value - reach, high: value + reach };
  });
}
