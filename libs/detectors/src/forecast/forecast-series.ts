import { findPeriods } from '@convoscope/statistics';
import { checkSeries } from './check-series.ts';
import { compareMethods, type TriedMethod } from './compare-methods.ts';
import { createReach } from './intervals.ts';
import { measureCoverage, type MeasuredCoverage } from './measure-coverage.ts';
import { choosePowerScale, type PowerScale } from './power-scale.ts';
import { readCourse, type Course } from './read-course.ts';

export interface ForecastOptions {
  /** How many values ahead. */
  readonly horizon: number;
  /** Seasons that may be there, values each; default: those found in the series. */
  readonly periods?: readonly number[];
  /** What no value is below, such as 0 of a count. */
  readonly least?: number;
  /** What no value is above, such as 1 of a share. */
  readonly most?: number;
}

/** A value to come, and the intervals that hold it with 80 % and 95 %. */
export interface ForecastPoint {
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** A method that was tried, and how far its forecasts of the past were off, as a part of what the last value going on was off. */
export interface MethodError {
  readonly method: string;
  /** Values in its longest season; 1 for none. */
  readonly period: number;
  readonly relativeError: number;
}

export interface SeriesForecast {
  readonly method: string;
  readonly period: number;
  /** What was forecast: the values (1), their roots (.5) or logarithms (0), whichever scatters evenly. */
  readonly power: number;
  readonly points: readonly ForecastPoint[];
  /** All methods that were tried, best first. */
  readonly methods: readonly MethodError[];
  /** Null where the series is too short to measure it. */
  readonly coverage: MeasuredCoverage | null;
  readonly course: Course;
  /** Values before the first that it rests on: positions in `course` count from there. */
  readonly nSkipped: number;
  /** Missing values among those that it rests on. */
  readonly nFilled: number;
  /** Values that it rests on, filled ones among them. */
  readonly nValues: number;
}

/** Part of the series that the methods are fitted to before they are tried on the rest. */
const LEARNT_SHARE = 0.6;

/**
 * Forecasts evenly spaced values. Each of some ten methods (mean, naive, drift, seasonal naive, theta, Holt-Winters, ARIMA, seasons by STL) learns the first 60 %
 * and forecasts from every value after; the one that was least off is fitted to all and goes on. The intervals are those that would have held the wanted
 * share of the past. NaN is a missing value: it is filled from its neighbours.
 * Throws `DataError` that says why where the series is too short, constant or mostly missing. Cost: up to a second for 1,000 values.
 * Fails on what the past never showed: a holiday, a new customer, a change tomorrow.
 */
export function forecastSeries(given: ArrayLike<number>, options: ForecastOptions): SeriesForecast {
  const { horizon } = options;
  const { values, nSkipped, nFilled } = checkSeries(given, horizon);
  const periods = [...new Set(options.periods ?? findPeriods(values))].sort((a, b) => a - b);
  // By a unit of their own size, so that no square of them is out of a number's range.
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const ofUnit = values.map((value) => value / unit);
  const scale = choosePowerScale(ofUnit, periods[0] ?? 1);
  const series = ofUnit.map(scale.to);
  const nFirst = Math.floor(LEARNT_SHARE * series.length);
  const tried = compareMethods(series, { periods, nFirst, horizon });
  const [best] = tried as [TriedMethod];
  return {
    ...{ method: best.method.name, period: best.method.period, power: scale.power },
    points: pointsOf(best, series, { from: (scaled) => unit * scale.from(scaled), options, nFirst }),
    methods: relativeTo(tried),
    coverage: measureCoverage(best),
    course: timesUnit(readCourse(ofUnit, seasonOf(best, periods)), unit),
    ...{ nSkipped, nFilled, nValues: values.length },
  };
}

/** The season that is taken out before a trend is read: that of the best method, else the first that fits in twice. */
const seasonOf = ({ method }: TriedMethod, periods: readonly number[]): number =>
  method.period > 1 ? method.period : (periods[0] ?? 1);

function pointsOf(
  best: TriedMethod,
  series: Float64Array,
  { from, options, nFirst }: { from: PowerScale['from']; options: ForecastOptions; nFirst: number },
): ForecastPoint[] {
  const { horizon, least = -Infinity, most = Infinity } = options;
  const middle = best.forecaster.refit(series).forecast(horizon);
  const reach = createReach(best.errors, best.growth, series.length - nFirst);
  const [narrow, wide] = [reach(0.8), reach(0.95)];
  const back = (scaled: number): number => Math.min(most, Math.max(least, from(scaled)));
  return Array.from(middle, (value, h) => ({
    value: back(value),
    ...{ low80: back(value - narrow[h]), high80: back(value + narrow[h]) },
    ...{ low95: back(value - wide[h]), high95: back(value + wide[h]) },
  }));
}

const timesUnit = ({ slope, slopeLow, slopeHigh, changes, ...course }: Course, unit: number): Course => ({
  ...course,
  slope: slope === null ? null : slope * unit,
  slopeLow: slopeLow === null ? null : slopeLow * unit,
  slopeHigh: slopeHigh === null ? null : slopeHigh * unit,
  changes: changes.map(({ at, from, to }) => ({ at, from: from * unit, to: to * unit })),
});

function relativeTo(tried: readonly TriedMethod[]): MethodError[] {
  const naive = tried.find(({ method }) => method.name === 'naive')!.meanAbsoluteError;
  return tried.map(({ method, meanAbsoluteError }) => ({
    ...{ method: method.name, period: method.period },
    relativeError: naive > 0 ? meanAbsoluteError / naive : 1,
  }));
}
