import { integer, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { choosePeriod, choosePeriods, periodParam } from '../period.ts';
import { residualScale, residualScores, type ResidualScale } from '../robust-residuals.ts';
import { robustTrend, seasonAfter, splitSeries } from './seasonal-split.ts';

const trendWindow = integer(
  0,
  0,
  1_000_000,
  'Values that the trend is smoothed over; 0: about two seasons, or an eighth of a series without any. Longer = lasting changes stay anomalous longer.',
);
const stlParams = { period: periodParam, trendWindow } as const;
const mstlParams = {
  ...stlParams,
  secondPeriod: integer(0, 0, 1_000_000, 'Values in a second season, 0 finds it together with the first.'),
} as const;

interface Model extends ResidualScale {
  readonly cycles: readonly Float64Array[];
  readonly trendWindow: number;
  /** The last values without their season: the level that the next ones are compared with. */
  readonly context: Float64Array;
}

function fitSplit(
  series: Float64Array,
  periods: readonly number[],
  window: number,
): { model: Model; judgement: SeriesJudgement } {
  const { trend, season, remainder, cycles, trendWindow: chosen } = splitSeries(series, periods, window);
  const scale = residualScale(remainder, series);
  const context = series
    .map((value, i) => value - season[i])
    .subarray(Math.max(0, series.length - 2 * chosen));
  return {
    model: { ...scale, cycles, trendWindow: chosen, context: Float64Array.from(context) },
    judgement: {
      scores: residualScores(remainder, scale),
      expected: trend.map((level, i) => level + season[i] + scale.centre),
      parts: { trend, season, remainder },
    },
  };
}

function scoreSplit(model: Model, series: Float64Array): SeriesJudgement {
  const season = series.map((_, i) => seasonAfter(model.cycles, i));
  const nKnown = model.context.length;
  const joined = new Float64Array(nKnown + series.length);
  joined.set(model.context);
  series.forEach((value, i) => (joined[nKnown + i] = value - season[i]));
  const trend = Float64Array.from(robustTrend(joined, model.trendWindow).subarray(nKnown));
  const remainder = series.map((value, i) => value - season[i] - trend[i]);
  return {
    scores: residualScores(remainder, model),
    expected: trend.map((level, i) => level + season[i] + model.centre),
    parts: { trend, season, remainder },
  };
}

/**
 * Remainder of a robust seasonal-trend decomposition, in robust standard deviations. Finds values that do not fit their place in the season,
 * wherever the level is; the values that follow are compared with the last season seen and a robust level through them.
 * Fails where the season grows with the level (take logarithms) and on noise that grows with it. A lasting change scores at its edges only.
 * Cost: O(n x windows). Source: Cleveland et al., Journal of Official Statistics 6 (1990).
 */
export const stl: SeriesDetectorFactory = defineSeriesDetector({
  name: 'stl',
  summary: 'values far from trend and season',
  params: stlParams,
  fit(series: Float64Array, p: Params<typeof stlParams>) {
    const period = choosePeriod(series, p.period);
    return fitSplit(series, period > 1 ? [period] : [], p.trendWindow);
  },
  score: scoreSplit,
});

/**
 * As `stl` for two seasons at once, a day and a week say. Cost: two to four times that of `stl`.
 * Source: Bandara, Hyndman, Bergmeir, arXiv 2107.13462 (2021).
 */
export const mstl: SeriesDetectorFactory = defineSeriesDetector({
  name: 'mstl',
  summary: 'values far from trend and two seasons, a day and a week say',
  params: mstlParams,
  fit: (series: Float64Array, p: Params<typeof mstlParams>) =>
    fitSplit(series, choosePeriods(series, [p.period, p.secondPeriod]), p.trendWindow),
  score: scoreSplit,
});
