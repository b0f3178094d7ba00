import {
  expectedByArima,
  fewestValues,
  fitArima,
  selectArima,
  updateArima,
  type Arima,
} from '@convoscope/statistics';
import { integer, number, type Params } from '../../convention/params.ts';
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
  maxOrder: integer(3, 0, 10, 'Most autoregressive and most moving-average terms that are tried.'),
  clampAt: number(3, 1, 1000, 'Sigmas beyond which a value is learnt as if it were just that far.'),
  maxFitted: integer(
    4000,
    100,
    1_000_000,
    'Last values that the model is fitted to; the orders of a long series show in a part of it.',
  ),
} as const;
type Checked = Params<typeof params>;

interface Model extends ResidualScale {
  /** Undefined for series too short to fit. */
  readonly arima?: Arima;
}

const FEWEST = 5;

const withoutPast = (arima: Arima): Arima => ({ ...arima, values: [], errors: [] });

const forecasterOf = (arima: Arima): StepForecaster => ({
  expect: () => expectedByArima(arima),
  learn: (value) => updateArima(arima, value),
});

/** How many values it takes until there is a forecast. */
const lookBack = (arima: Arima): number => arima.fromValues.lags.at(-1) ?? 0;

function fitRobustly(series: Float64Array, p: Checked) {
  const tail = series.subarray(Math.max(0, series.length - p.maxFitted));
  const first = selectArima(tail, { period: choosePeriod(tail, p.period), maxOrder: p.maxOrder });
  const rough = filterRobustly(series, forecasterOf(withoutPast(first)), Infinity);
  const { scale } = errorScale(rough.errors, series, lookBack(first));
  const { cleaned } = filterRobustly(tail, forecasterOf(withoutPast(first)), p.clampAt * scale);
  const again = cleaned.length >= fewestValues(first.order) ? fitArima(cleaned, first.order) : first;
  const arima = withoutPast(again);
  return { arima, filtered: filterRobustly(series, forecasterOf(arima), p.clampAt * scale) };
}

/**
 * Errors of one-step forecasts of a seasonal ARIMA model, its orders chosen by AICc, in robust standard deviations. Finds values that do not
 * follow from the ones before in series with momentum; a lasting change scores at its start only. The first values (a season and more when it
 * is differenced) have no forecast and score 0. Fails on series whose rhythm shifts. Fitted values are judged by earlier ones, by a model of all.
 * Cost: some 20 to 40 fits to `maxFitted` values, seconds for thousands. Source: Box, Jenkins (1970); Hyndman, Khandakar (2008).
 */
export const arimaDetector: SeriesDetectorFactory = defineSeriesDetector({
  name: 'arima',
  summary: 'values that do not follow from the ones before them',
  params,
  fit(series: Float64Array, p: Checked): { model: Model; judgement: SeriesJudgement } {
    if (series.length < FEWEST)
      return {
        model: errorScale(new Float64Array(0), series, 0),
        judgement: { scores: new Float64Array(series.length) },
      };
    const { arima, filtered } = fitRobustly(series, p);
    const { expected, errors } = filtered;
    const scale = errorScale(errors, series, lookBack(arima));
    return {
      model: { ...scale, arima },
      judgement: { scores: errorScores(errors, scale), expected, parts: { error: errors } },
    };
  },
  score(model: Model, series, p) {
    if (model.arima === undefined) return { scores: new Float64Array(series.length) };
    const copy = { ...model.arima, values: [...model.arima.values], errors: [...model.arima.errors] };
    const { expected, errors } = filterRobustly(series, forecasterOf(copy), p.clampAt * model.scale);
    return { scores: errorScores(errors, model), expected, parts: { error: errors } };
  },
});
