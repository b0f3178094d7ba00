import { tellForecast, type SeriesForecast } from '@convoscope/detectors';
import { runInThread } from '@convoscope/registry';
import type { Store } from '@convoscope/store';
import pLimit from 'p-limit';
import { METRICS } from '../routes/metrics.ts';
import { readMetricSeries, windowAfter, type MetricQuestion } from './read-metric-series.ts';

export interface ForecastQuestion extends MetricQuestion {
  /** Windows ahead. */
  horizon: number;
}

/** Seasons that conversations have: a day of hours, a week of either. */
const PERIODS = { day: [7], hour: [24, 168] };
/** Each takes a core for up to seconds. */
const AT_ONCE = 1;
const limit = pLimit(AT_ONCE);

/** Forecasts a figure of conversations. Throws `DataError` where what there is does not carry one. Cost: the windows asked for, and one thread for up to seconds. */
export async function forecastMetric(
  { measures }: Pick<Store, 'measures'>,
  asker: { tenant: string; now: number },
  question: ForecastQuestion,
) {
  const { metric, dimension, label, granularity, horizon } = question;
  const { at, values } = await readMetricSeries(measures, asker, question);
  const { least, most } = METRICS[metric];
  const options = {
    ...{ horizon, periods: PERIODS[granularity] },
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
  };
  const { points, course, ...found } = await limit(() => runInThread({ kind: 'forecast', values, options }));
  const known = at.slice(found.nSkipped, found.nSkipped + found.nValues);
  const last = known.at(-1) ?? '';
  const placeOf = (i: number): string => known[i] ?? '';
  return {
    ...{ metric, dimension, label: dimension === 'all' ? null : label, granularity },
    history: at.map((name, i) => ({
      at: name,
      value: Number.isFinite(values[i]) ? (values[i] ?? null) : null,
    })),
    points: points.map((point, i) => ({ at: windowAfter(last, i + 1, granularity), ...point })),
    ...describe({ points, course, ...found }, placeOf),
    sentences: tellForecast({ points, course, ...found }, { step: granularity, placeOf }),
  };
}

/** How it was made, and how the figure went, by the names of its windows. */
function describe(
  { method, period, power, methods, coverage, course, nFilled }: SeriesForecast,
  placeOf: (i: number) => string,
) {
  const { trend, slope, slopeLow, slopeHigh, since, changes } = course;
  return {
    ...{ method, period, power, methods: [...methods], coverage, nFilled },
    trend: { direction: trend, slope, slopeLow, slopeHigh, since: placeOf(since) },
    changes: changes.map(({ at, from, to }) => ({ at: placeOf(at), from, to })),
  };
}

export type MetricForecast = Awaited<ReturnType<typeof forecastMetric>>;
