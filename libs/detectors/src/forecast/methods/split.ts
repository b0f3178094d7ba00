import {
  fitHoltWinters,
  forecastHoltWinters,
  updateHoltWinters,
  type HoltWinters,
} from '@convoscope/statistics';
import { seasonAfter, splitSeries } from '../../series/stl/seasonal-split.ts';
import { alongSteps, type Forecaster, type ForecastMethod } from '../method.ts';

/** What goes on without its seasons. */
type Level = Omit<Forecaster, 'refit'>;

/** Forecasts what is left without the seasons, which come again as they were last. */
function splitOff(
  values: Float64Array,
  periods: readonly number[],
  createLevel: (values: Float64Array) => Level,
): Forecaster {
  const split =
    periods.length === 0
      ? { season: new Float64Array(values.length), cycles: [] }
      : splitSeries(values, periods);
  const level = createLevel(values.map((value, i) => value - (split.season[i] ?? 0)));
  let nKnown = 0;
  return {
    forecast: (steps) =>
      level.forecast(steps).map((value, h) => value + seasonAfter(split.cycles, nKnown + h)),
    growth: (steps) => level.growth(steps),
    update: (value) => level.update(value - seasonAfter(split.cycles, nKnown++)),
    refit: (again) => splitOff(again, periods, createLevel),
  };
}

function smoothLevel(values: Float64Array): Level {
  const model: HoltWinters = fitHoltWinters(values, 1, { isDamped: true });
  return {
    forecast: (steps) => Float64Array.from(forecastHoltWinters(model, steps), ({ value }) => value),
    growth(steps) {
      const widths = forecastHoltWinters(model, steps).map(({ low, high }) => high - low);
      const [first = 0] = widths;
      return Float64Array.from(widths, (width) => (first > 0 ? width / first : 1));
    },
    update: (value) => void updateHoltWinters(model, value),
  };
}

/** Seasons taken out by (M)STL, a damped trend through the rest: for long seasons and for several at once. */
export const seasonsMethod = (periods: readonly number[]): ForecastMethod => ({
  ...{ name: 'seasons', period: Math.max(...periods), fewest: 2 * Math.max(...periods) + 3 },
  fit: (values) => splitOff(values, periods, smoothLevel),
});

const WEIGHTS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99];

/** Level after the last value and squared one-step errors of simple exponential smoothing. */
function smoothSimply(values: Float64Array, weight: number): { level: number; squares: number } {
  let [level, squares] = [values[0] ?? NaN, 0];
  for (let i = 1; i < values.length; i++) {
    const error = (values[i] ?? NaN) - level;
    squares += error * error;
    level += weight * error;
  }
  return { level, squares };
}

function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [slope, spread] = [0, 0];
  values.forEach((value, i) => {
    slope += (i - middle) * (value - mean);
    spread += (i - middle) ** 2;
  });
  return spread > 0 ? slope / spread : 0;
}

function createTheta(values: Float64Array): Level {
  const tried = WEIGHTS.map((weight) => ({ weight, ...smoothSimply(values, weight) }));
  const { weight, ...best } = tried.reduce((least, other) => (other.squares < least.squares ? other : least));
  const drift = slopeOf(values) / 2;
  let { level } = best;
  return {
    // Half the slope of the line, from where it stands after the smoothing's delay (Hyndman, Billah 2003).
    forecast: (steps) => alongSteps(steps, (step) => level + drift * (step - 1 + 1 / weight)),
    growth: (steps) => alongSteps(steps, (step) => Math.sqrt(1 + (step - 1) * weight * weight)),
    update: (value) => void (level += weight * (value - level)),
  };
}

/** The theta method, its season taken out by STL: simple smoothing with half the slope of all values. Source: Assimakopoulos, Nikolopoulos (2000). */
export const thetaMethod = (period: number): ForecastMethod => ({
  ...{ name: 'theta', period, fewest: Math.max(4, 2 * period) },
  fit: (values) => splitOff(values, period > 1 ? [period] : [], createTheta),
});
