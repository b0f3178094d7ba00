import { autocorrelation, findChangePoints, median } from '@convoscope/statistics';
import { fitRobustTrend } from '../sensors/robust-trend.ts';
import { estimateNoise } from '../series/pelt/noise-colour.ts';
import { takeOutSeason } from '../series/without-season.ts';

/** Where the level of a series changed for good. */
export interface LevelChange {
  /** First value of the new level. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What can truly be said of how a series went. */
export interface Course {
  /** `wandering`: each value starts from the one before, so that trends and levels cannot be told from chance. */
  readonly trend: 'rising' | 'falling' | 'none' | 'wandering';
  /** Change a step where it rises or falls, and its 95 % interval. */
  readonly slope: number | null;
  readonly slopeLow: number | null;
  readonly slopeHigh: number | null;
  /** First value that the trend was read from: that after the last change. */
  readonly since: number;
  readonly changes: readonly LevelChange[];
}

/** Probability of a trend where there is none. */
const SIGNIFICANCE = 0.01;
const FEWEST_OF_A_TREND = 10;
/** All pairs of values are looked at: longer series are read by their medians of neighbours. */
const MOST_PAIRED = 400;

/** Residuals of the values around the line through their middle with a robust slope. */
function aroundLine(values: Float64Array): {
  slope: ReturnType<typeof fitRobustTrend>;
  residuals: Float64Array;
} {
  const size = Math.ceil(values.length / MOST_PAIRED);
  const condensed = Float64Array.from({ length: Math.floor(values.length / size) }, (_, k) =>
    median(values.subarray(k * size, (k + 1) * size)),
  );
  const found = fitRobustTrend(condensed, 0.95);
  const slope = {
    ...found,
    slope: found.slope / size,
    slopeLow: found.slopeLow / size,
    slopeHigh: found.slopeHigh / size,
  };
  const flat = values.map((value, i) => value - slope.slope * i);
  const middle = median(flat);
  return { slope, residuals: flat.map((value) => value - middle) };
}

const segmentsOf = (values: Float64Array, starts: readonly number[]): Float64Array[] =>
  [0, ...starts].map((start, k) => values.subarray(start, starts[k] ?? values.length));

/** Residuals of the values around the mean of each segment. */
function aroundLevels(values: Float64Array, starts: readonly number[]): Float64Array {
  const residuals = segmentsOf(values, starts).flatMap((segment) => {
    const level = segment.reduce((sum, value) => sum + value, 0) / segment.length;
    return [...segment].map((value) => value - level);
  });
  return Float64Array.from(residuals);
}

const squaresOf = (residuals: Float64Array): number => residuals.reduce((sum, value) => sum + value ** 2, 0);

/**
 * Whether what is left could be a random walk: the Dickey-Fuller statistic n (r - 1) with a trend is not below its 5 % point, as many times as there are
 * lines. Source: Fuller (1976), table 8.5.1, between its sizes.
 */
function mayWander(residuals: Float64Array, nLines: number): boolean {
  const n = residuals.length;
  if (!(squaresOf(residuals) > 0)) return false;
  return n * (autocorrelation(residuals, 1)[1] - 1) > nLines * (-21.8 + 97 / n);
}

/**
 * The trend and the changes of level of a series, its season taken out: either one line, or levels with a trend since the last change, whichever the values
 * are nearer to; nothing where they may wander by chance. Cost: O(n) to O(n^2).
 */
export function readCourse(values: Float64Array, period: number): Course {
  const { level } = takeOutSeason(values, period);
  const { longRunVariance } = estimateNoise(level);
  const line = aroundLine(level);
  const penalty = 3 * Math.log(level.length);
  const starts =
    longRunVariance > 0 ? findChangePoints(level, { cost: 'mean', variance: longRunVariance }) : [];
  const steps = aroundLevels(level, starts);
  const costOf = (residuals: Float64Array, nSpent: number): number =>
    squaresOf(residuals) / Math.max(longRunVariance, 1e-300) + nSpent * penalty;
  const isStepped = starts.length > 0 && costOf(steps, starts.length) < costOf(line.residuals, 1);
  const wanders = isStepped ? mayWander(steps, starts.length + 1) : mayWander(line.residuals, 1);
  if (wanders) return { ...NO_SLOPE, trend: 'wandering', since: 0, changes: [] };
  if (!isStepped) return { ...trendOf(line.slope), since: 0, changes: [] };
  const levels = segmentsOf(level, starts).map((segment) => median(segment));
  const since = starts.at(-1)!;
  const changes = starts.map((at, k) => ({ at, from: levels[k], to: levels[k + 1] }));
  const rest = level.subarray(since);
  const own =
    rest.length < FEWEST_OF_A_TREND
      ? { ...NO_SLOPE, trend: 'none' as const }
      : trendOf(aroundLine(rest).slope);
  return { ...own, since, changes };
}

const NO_SLOPE = { slope: null, slopeLow: null, slopeHigh: null };

function trendOf({
  slope,
  slopeLow,
  slopeHigh,
  pValue,
}: ReturnType<typeof fitRobustTrend>): Omit<Course, 'since' | 'changes'> {
  // An interval that reaches zero says that the direction is not known, whatever the test of ranks says.
  if (pValue > SIGNIFICANCE || slopeLow * slopeHigh <= 0) return { ...NO_SLOPE, trend: 'none' };
  return { slope, slopeLow, slopeHigh, trend: slope > 0 ? 'rising' : 'falling' };
}
