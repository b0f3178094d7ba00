import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forecastHoltWinters } from './holt-winters-forecast.ts';
import {
  expectedByHoltWinters,
  fitHoltWinters,
  updateHoltWinters,
  type HoltWinters,
  type SeasonKind,
} from './holt-winters.ts';

interface Golden {
  values: number[];
  cases: {
    season: SeasonKind;
    damped: boolean;
    initial: { level: number; trend: number; season: number[] };
    fitted: number[];
    forecast: number[];
    sseHeuristic: number;
  }[];
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, 'golden/exponential-smoothing.json'), 'utf8'),
) as Golden;

/** The weights of the golden runs: alpha .3, trend .1, season .2 of the error, damping .95. */
const modelOf = ({ season, damped, initial }: Golden['cases'][number]): HoltWinters => ({
  kind: season,
  period: season === 'none' ? 1 : 12,
  alpha: 0.3,
  beta: 0.1,
  gamma: season === 'none' ? 0 : 0.2 / 0.7,
  damping: damped ? 0.95 : 1,
  start: initial,
  level: initial.level,
  trend: initial.trend,
  season: season === 'none' ? [0] : [...initial.season],
  position: 0,
  errorVariance: 1,
});

it.each(golden.cases.map((one) => [one.season, one.damped, one] as const))(
  'smooths and forecasts as statsmodels does (season %s, damped %s)',
  (_, __, one) => {
    const model = modelOf(one);
    golden.values.forEach((value, i) => {
      expect(Math.abs(expectedByHoltWinters(model) - one.fitted[i])).toBeLessThan(1e-4);
      updateHoltWinters(model, value);
    });
    // The last step of the first cycle is left out: there statsmodels takes the season of one cycle earlier.
    forecastHoltWinters({ ...model, errorVariance: 1e-6 }, 14).forEach(({ value }, h) => {
      if (h !== 11 || one.season === 'none') expect(Math.abs(value - one.forecast[h])).toBeLessThan(1e-4);
    });
  },
);

it.each(golden.cases.map((one) => [one.season, one.damped, one] as const))(
  'finds weights about as good as its optimiser from a first season of the same kind (season %s, damped %s)',
  (kind, isDamped, one) => {
    const n = golden.values.length;
    const model = fitHoltWinters(golden.values, kind === 'none' ? 1 : 12, { kind, isDamped });
    const nFitted = 4 + (kind === 'none' ? 0 : 12) + (isDamped ? 1 : 0);
    const squares = model.errorVariance * (n - nFitted);
    if (kind === 'multiplicative') {
      // Errors relative to the forecast: the noise of these values is 3 %.
      expect(Math.sqrt(squares / n)).toBeLessThan(0.036);
      return;
    }
    expect(squares).toBeLessThan(1.1 * one.sseHeuristic);
  },
);
