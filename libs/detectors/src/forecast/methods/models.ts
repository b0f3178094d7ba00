import {
  fewestValues,
  fitArima,
  forecastArima,
  forecastHoltWinters,
  fitHoltWinters,
  selectArima,
  selectHoltWinters,
  updateArima,
  updateHoltWinters,
  type Arima,
  type Forecast,
  type HoltWinters,
} from '@convoscope/statistics';
import type { Forecaster, ForecastMethod } from '../method.ts';

const valuesOf = (forecasts: readonly Forecast[]): Float64Array =>
  Float64Array.from(forecasts, ({ value }) => value);

/** How the widths of a model's own intervals grow. A model without errors says nothing of that. */
function growthOf(forecasts: readonly Forecast[]): Float64Array {
  const [first = 0, ...rest] = forecasts.map(({ low, high }) => high - low);
  return Float64Array.from([first, ...rest], (width) => (first > 0 ? width / first : 1));
}

const SIGMA = 0.6827;

function smoothBy(model: HoltWinters): Forecaster {
  return {
    forecast: (steps) => valuesOf(forecastHoltWinters({ ...model, kind: model.kind }, steps)),
    growth: (steps) => growthOf(forecastHoltWinters(model, steps, SIGMA)),
    update: (value) => void updateHoltWinters(model, value),
    refit(values) {
      const options = { kind: model.kind, isDamped: model.damping < 1 };
      return smoothBy(fitHoltWinters(values, model.period, options));
    },
  };
}

/** Exponential smoothing of level, trend (damped or not) and season (added or a factor): the one with the least AICc. */
export const holtWintersMethod = (period: number): ForecastMethod => ({
  ...{ name: 'holt-winters', period, fewest: Math.max(6, 2 * period) },
  fit: (values) => smoothBy(selectHoltWinters(values, period)),
});

function goOnWith(model: Arima): Forecaster {
  return {
    forecast: (steps) => valuesOf(forecastArima(model, steps)),
    growth: (steps) => growthOf(forecastArima(model, steps, SIGMA)),
    update: (value) => void updateArima(model, value),
    refit: (values) =>
      goOnWith(values.length >= fewestValues(model.order) ? fitArima(values, model.order) : model),
  };
}

/** Seasonal ARIMA, its orders by AICc. */
export const arimaMethod = (period: number): ForecastMethod => ({
  ...{ name: 'arima', period, fewest: Math.max(10, 3 * period) },
  fit: (values) => goOnWith(selectArima(values, { period })),
});
