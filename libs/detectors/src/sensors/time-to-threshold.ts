import { DataError, median, ParameterError } from '@convoscope/statistics';
import { fitRobustTrend, type RobustTrend } from './robust-trend.ts';

/** How the trend is read. */
export interface TimeToThresholdOptions {
  /** The value that must not be reached, in the unit of the values. */
  readonly threshold: number;
  /** Probability that the interval is to hold, in (0, 1), default .9. */
  readonly probability?: number;
  /** Largest probability of seeing a trend where there is none, in (0, 1), default .05. */
  readonly significance?: number;
}

/** When a drifting value will reach a threshold, or why nothing can be said. */
export interface TimeToThreshold {
  /**
   * `towards` the threshold, `away` from it, `none` that could be told from noise, `reached` already, or `unknown`: too few values.
   * Only `towards` has a time.
   */
  readonly trend: 'towards' | 'away' | 'none' | 'reached' | 'unknown';
  /** Steps from the last value until the trend reaches the threshold; 0 when it has been; null where there is no such trend. */
  readonly steps: number | null;
  /** The interval of `steps`; `latest` is null when the flattest possible trend never gets there. */
  readonly earliest: number | null;
  readonly latest: number | null;
  /** The level at the last value, by the trend: wild last values do not move it. */
  readonly level: number;
  /** Change a step and its interval. */
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Probability of so clear a direction by chance. */
  readonly pValue: number;
  /** How the second half of the values compares with the first: a straight line is too hopeful for `accelerating`. */
  readonly course: 'steady' | 'accelerating' | 'slowing';
}

const FEWEST = 8;
/** More values than this are first condensed to medians of neighbours: all pairs of them are looked at. */
const MOST_PAIRED = 500;

/** Medians of `size` values in a row; a last, shorter row at the front is left out, so that the newest values count. */
function condense(values: Float64Array, size: number): Float64Array {
  const skipped = values.length % size;
  return Float64Array.from({ length: Math.floor(values.length / size) }, (_, k) =>
    median(values.subarray(skipped + k * size, skipped + (k + 1) * size)),
  );
}

/** Level at the last value for a line of this slope through the middle of all. */
const levelAtEnd = (values: Float64Array, slope: number): number =>
  median(values.map((value, i) => value - slope * i)) + slope * (values.length - 1);

function courseOf(values: Float64Array, direction: number, probability: number): TimeToThreshold['course'] {
  const half = values.length >> 1;
  if (half < FEWEST) return 'steady';
  const first = fitRobustTrend(values.subarray(0, half), probability);
  const second = fitRobustTrend(values.subarray(half), probability);
  if (direction > 0 ? second.slopeLow > first.slopeHigh : second.slopeHigh < first.slopeLow)
    return 'accelerating';
  if (direction > 0 ? second.slopeHigh < first.slopeLow : second.slopeLow > first.slopeHigh) return 'slowing';
  return 'steady';
}

function check(
  values: Float64Array,
  { threshold, probability = 0.9, significance = 0.05 }: TimeToThresholdOptions,
) {
  if (!Number.isFinite(threshold)) throw new ParameterError('threshold', 'a finite number', threshold);
  if (!(probability > 0 && probability < 1))
    throw new ParameterError('probability', 'in (0, 1)', probability);
  if (!(significance > 0 && significance < 1))
    throw new ParameterError('significance', 'in (0, 1)', significance);
  if (values.length === 0) throw new DataError('the series is empty');
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new DataError(`value ${at} is ${values[at]}: fill missing values first`);
  return { threshold, probability, significance };
}

/** Steps until a line reaches the threshold; null when it never does. */
function stepsOn(threshold: number, level: number, slope: number): number | null {
  const steps = (threshold - level) / slope;
  return Number.isFinite(steps) && steps >= 0 ? steps : null;
}

/**
 * The time that is left until evenly spaced values (a temperature, a wear, an error rate) reach a threshold, if they go on as they do: a robust
 * straight trend with its interval, and plain words when there is none. The interval is that of the trend; single noisy values cross earlier.
 * Fails on seasons (take them out first), on random walks, which look like trends, and on accelerating wear (see `course`).
 * Throws `DataError` on NaN or nothing, `ParameterError` on senseless options. Cost: O(n) + 500^2.
 * Source: Sen (1968) for the slope and its interval; Yue, Wang (2004) for the test.
 */
export function estimateTimeToThreshold(
  series: ArrayLike<number>,
  options: TimeToThresholdOptions,
): TimeToThreshold {
  const all = Float64Array.from(series);
  const { threshold, probability, significance } = check(all, options);
  if (all.length < FEWEST)
    return silent('unknown', median(all), { slope: 0, slopeLow: 0, slopeHigh: 0, pValue: 1 });
  const size = Math.ceil(all.length / MOST_PAIRED);
  const values = size === 1 ? all : condense(all, size);
  const perBlock = fitRobustTrend(values, probability);
  const trend = scaled(perBlock, 1 / size);
  // The middle of the last block lies half a block before the last value.
  const levelFor = (slope: number): number => levelAtEnd(values, slope * size) + (slope * (size - 1)) / 2;
  const level = levelFor(trend.slope);
  // The side that the values come from: the first third of them.
  const side = Math.sign(threshold - median(all.subarray(0, Math.ceil(all.length / 3))));
  if (Math.sign(threshold - level) !== side)
    return { ...silent('reached', level, trend), steps: 0, earliest: 0, latest: 0 };
  if (trend.pValue > significance || trend.slope === 0) return silent('none', level, trend);
  if (Math.sign(trend.slope) !== side) return silent('away', level, trend);
  const [steep, flat] =
    trend.slope > 0 ? [trend.slopeHigh, trend.slopeLow] : [trend.slopeLow, trend.slopeHigh];
  const isFlatTowards = Math.sign(flat) === Math.sign(trend.slope);
  return {
    ...trend,
    trend: 'towards',
    level,
    steps: stepsOn(threshold, level, trend.slope),
    earliest: stepsOn(threshold, levelFor(steep), steep) ?? 0,
    latest: isFlatTowards ? stepsOn(threshold, levelFor(flat), flat) : null,
    course: courseOf(values, Math.sign(trend.slope), probability),
  };
}

const scaled = (trend: RobustTrend, factor: number): RobustTrend => ({
  slope: trend.slope * factor,
  slopeLow: trend.slopeLow * factor,
  slopeHigh: trend.slopeHigh * factor,
  pValue: trend.pValue,
});

const silent = (kind: TimeToThreshold['trend'], level: number, trend: RobustTrend): TimeToThreshold => ({
  ...trend,
  trend: kind,
  level,
  steps: null,
  earliest: null,
  latest: null,
  course: 'steady',
});
