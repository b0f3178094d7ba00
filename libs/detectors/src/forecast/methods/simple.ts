import { alongSteps, type Forecaster, type ForecastMethod } from '../method.ts';

function createMean(values: Float64Array): Forecaster {
  let [n, sum] = [values.length, values.reduce((total, value) => total + value, 0)];
  return {
    forecast: (steps) => new Float64Array(steps).fill(sum / n),
    growth: (steps) => new Float64Array(steps).fill(1),
    update(value) {
      n += 1;
      sum += value;
    },
    refit: createMean,
  };
}

/** The mean of all values: what a series that keeps its level comes back to. */
export const meanMethod: ForecastMethod = { name: 'mean', period: 1, fewest: 2, fit: createMean };

function createNaive(values: Float64Array): Forecaster {
  let last = values.at(-1) ?? NaN;
  return {
    forecast: (steps) => new Float64Array(steps).fill(last),
    growth: (steps) => alongSteps(steps, Math.sqrt),
    update: (value) => void (last = value),
    refit: createNaive,
  };
}

/** The last value goes on: nothing is better for a random walk. */
export const naiveMethod: ForecastMethod = { name: 'naive', period: 1, fewest: 1, fit: createNaive };

function createDrift(values: Float64Array): Forecaster {
  const [first = NaN] = values;
  let [n, last] = [values.length, values.at(-1) ?? NaN];
  return {
    forecast: (steps) => alongSteps(steps, (step) => last + (step * (last - first)) / (n - 1)),
    growth: (steps) => alongSteps(steps, (step) => Math.sqrt(step * (1 + step / n))),
    update(value) {
      n += 1;
      last = value;
    },
    refit: createDrift,
  };
}

/** The line from the first value through the last goes on. */
export const driftMethod: ForecastMethod = { name: 'drift', period: 1, fewest: 2, fit: createDrift };

function createSeasonalNaive(values: Float64Array, period: number): Forecaster {
  const cycle = [...values.subarray(-period)];
  let at = 0;
  return {
    forecast: (steps) => alongSteps(steps, (step) => cycle[(at + step - 1) % period] ?? NaN),
    growth: (steps) => alongSteps(steps, (step) => Math.sqrt(Math.ceil(step / period))),
    update(value) {
      cycle[at] = value;
      at = (at + 1) % period;
    },
    refit: (again) => createSeasonalNaive(again, period),
  };
}

/** The value a season earlier comes again. */
export const seasonalNaiveMethod = (period: number): ForecastMethod => ({
  ...{ name: 'seasonal-naive', period, fewest: 2 * period },
  fit: (values) => createSeasonalNaive(values, period),
});
