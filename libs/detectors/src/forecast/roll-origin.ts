import type { Forecaster, ForecastMethod } from './method.ts';

/** What a method, fitted to the first part of a series only, was off by in the rest of it. */
export interface RolledErrors {
  readonly method: ForecastMethod;
  readonly forecaster: Forecaster;
  /** Theoretical growth of the errors with the steps. */
  readonly growth: Float64Array;
  /** Value minus forecast, one row an origin: 1, 2, ... steps ahead, as far as the series goes. */
  readonly errors: readonly Float64Array[];
  /** Values from one origin to the next. */
  readonly stride: number;
}

/** More origins say the same again. */
const MOST_ORIGINS = 250;

/**
 * Fits the method to the first `nFirst` values, then forecasts from there and from every value after it (the coefficients stay, the state goes on):
 * no forecast knows anything of the values that it is held against. Cost: one fit and some 250 forecasts.
 */
export function rollOrigin(
  method: ForecastMethod,
  values: Float64Array,
  { nFirst, horizon }: { nFirst: number; horizon: number },
): RolledErrors {
  const forecaster = method.fit(values.slice(0, nFirst));
  const growth = forecaster.growth(horizon);
  const stride = Math.max(1, Math.ceil((values.length - nFirst) / MOST_ORIGINS));
  const errors: Float64Array[] = [];
  for (let origin = nFirst; origin < values.length; origin++) {
    if ((origin - nFirst) % stride === 0) {
      const steps = Math.min(horizon, values.length - origin);
      errors.push(forecaster.forecast(steps).map((value, h) => values[origin + h] - value));
    }
    forecaster.update(values[origin]);
  }
  return { method, forecaster, growth, errors, stride };
}

/** Mean absolute error, each step ahead counting the same. */
export function meanAbsoluteError({ errors }: Pick<RolledErrors, 'errors'>): number {
  const horizon = errors[0].length;
  const sums = new Float64Array(horizon);
  const counts = new Float64Array(horizon);
  for (const row of errors)
    row.forEach((error, h) => {
      sums[h] += Math.abs(error);
      counts[h] += 1;
    });
  return sums.reduce((total, sum, h) => total + sum / counts[h], 0) / horizon;
}
