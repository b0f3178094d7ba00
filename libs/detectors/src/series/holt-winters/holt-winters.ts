import {
  expectedByHoltWinters,
  fitHoltWinters,
  rewindHoltWinters,
  selectHoltWinters,
  updateHoltWinters,
  type HoltWinters,
} from '@convoscope/statistics';
import { choice, number, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { choosePeriod, periodParam } from '../period.ts';
import { errorScale, errorScores, filterRobustly, type StepForecaster } from '../robust-filter.ts';
import type { ResidualScale } from '../robust-residuals.ts';

const params = {
  period: periodParam,
  season: choice(
    'additive',
    ['additive', 'multiplicative', 'none', 'auto'],
    'Whether the season is added or a factor (values > 0 only; else added); auto: the least AICc, six times slower.',
  ),
  clampAt: number(3, 1, 1000, 'Sigmas beyond which a value is learnt as if it were just that far.'),
} as const;
type Checked = Params<typeof params>;

interface Model extends ResidualScale {
  /** Undefined for series too short to smooth. */
  readonly smoothing?: HoltWinters;
}

function smooth(series: Float64Array, p: Checked): HoltWinters {
  const period = choosePeriod(series, p.period);
  if (p.season === 'auto') return selectHoltWinters(series, period);
  if (p.season === 'none' || period === 1) return fitHoltWinters(series, 1);
  const isPositive = series.every((value) => value > 0);
  return fitHoltWinters(series, period, { kind: isPositive ? p.season : 'additive' });
}

const forecasterOf = (model: HoltWinters): StepForecaster => ({
  expect: () => expectedByHoltWinters(model),
  learn: (value) => updateHoltWinters(model, value),
});

/** A model of the values without the wild ones among them: fitted, cleaned by its own forecasts, fitted again. */
function fitRobustly(series: Float64Array, p: Checked) {
  const first = rewindHoltWinters(smooth(series, p));
  const rough = filterRobustly(series, forecasterOf(rewindHoltWinters(first)), Infinity);
  const { scale } = errorScale(rough.errors, series, 0);
  const { cleaned } = filterRobustly(series, forecasterOf(first), p.clampAt * scale);
  const smoothing = rewindHoltWinters(smooth(cleaned, p));
  const filtered = filterRobustly(series, forecasterOf(smoothing), p.clampAt * scale);
  return { smoothing, filtered };
}

/**
 * Errors of one-step Holt-Winters forecasts, in robust standard deviations. Finds values that their past did not announce; follows changes of
 * level, trend and season, so a lasting change scores at its start only. Fails on seasons of a hundred and more values (many states, few
 * cycles: take `stl`). Fitted values are judged by earlier ones, by a model of all.
 * Cost: some thousand passes over the series. Source: Winters, Management Science 6 (1960); Gelper, Fried, Croux (2010).
 */
export const holtWinters: SeriesDetectorFactory = defineSeriesDetector({
  name: 'holt-winters',
  summary: 'values that level, trend and season until then did not announce',
  params,
  fit(series: Float64Array, p: Checked): { model: Model; judgement: SeriesJudgement } {
    if (series.length < 3)
      return {
        model: errorScale(new Float64Array(0), series, 0),
        judgement: { scores: new Float64Array(series.length) },
      };
    const { smoothing, filtered } = fitRobustly(series, p);
    const { expected, errors } = filtered;
    const scale = errorScale(errors, series, 0);
    return {
      model: { ...scale, smoothing },
      judgement: { scores: errorScores(errors, scale), expected, parts: { error: errors } },
    };
  },
  score(model: Model, series, p) {
    if (model.smoothing === undefined) return { scores: new Float64Array(series.length) };
    const copy = { ...model.smoothing, season: [...model.smoothing.season] };
    const { expected, errors } = filterRobustly(series, forecasterOf(copy), p.clampAt * model.scale);
    return { scores: errorScores(errors, model), expected, parts: { error: errors } };
  },
});
