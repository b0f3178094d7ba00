import {
  decomposeMstl,
  decomposeStl,
  oddAtLeast,
  robustnessWeights,
  smoothLoess,
} from '@convoscope/statistics';

/** A series as trend + season + remainder. */
export interface Split {
  readonly trend: Float64Array;
  readonly season: Float64Array;
  readonly remainder: Float64Array;
  /** Of each period the season of its last cycle, starting with the phase of the value after the series. */
  readonly cycles: readonly Float64Array[];
  readonly trendWindow: number;
}

const ROBUST_ROUNDS = 6;

/** The level of values without a season: LOESS that far values do not pull. */
export function robustTrend(values: Float64Array, window: number): Float64Array {
  const jump = Math.max(1, Math.floor(window / 10));
  let trend = smoothLoess(values, { window, jump });
  for (let round = 1; round < ROBUST_ROUNDS; round++) {
    const weights = robustnessWeights(Float64Array.from(values, (value, i) => value - trend[i]));
    trend = smoothLoess(values, { window, jump, weights });
  }
  return trend;
}

/** The last cycle of a season, turned so that it starts with the value after the series. */
const lastCycle = (season: Float64Array, period: number): Float64Array =>
  Float64Array.from(season.subarray(season.length - period));

/**
 * Splits a series robustly: STL for one period, MSTL for several, a robust trend alone for none.
 * `trendWindow` 0 takes STL's own for seasons, an eighth of the series without.
 */
export function splitSeries(series: Float64Array, periods: readonly number[], trendWindow = 0): Split {
  const n = series.length;
  if (periods.length === 0) {
    const window = trendWindow > 0 ? oddAtLeast(Math.max(3, trendWindow)) : oddAtLeast(Math.max(7, n / 8));
    const trend = robustTrend(series, window);
    return {
      trend,
      season: new Float64Array(n),
      remainder: series.map((value, i) => value - trend[i]),
      cycles: [],
      trendWindow: window,
    };
  }
  const longest = periods[periods.length - 1];
  const window = oddAtLeast(Math.max(3, trendWindow > 0 ? trendWindow : 1.9 * longest));
  // Fits at every tenth of a window are hardly seen and make long periods quick (Cleveland et al., 1990, section 5).
  const shape = {
    isRobust: true,
    trendWindow: window,
    trendJump: Math.max(1, Math.floor(window / 10)),
    lowPassJump: Math.max(1, Math.floor(periods[0] / 10)),
  };
  if (periods.length === 1) {
    const { trend, season, remainder } = decomposeStl(series, { ...shape, period: longest });
    return { trend, season, remainder, cycles: [lastCycle(season, longest)], trendWindow: window };
  }
  const { trend, seasons, remainder } = decomposeMstl(series, { ...shape, periods });
  const season = series.map((_, i) => seasons.reduce((sum, part) => sum + part[i], 0));
  const cycles = seasons.map((part, s) => lastCycle(part, periods[s]));
  return { trend, season, remainder, cycles, trendWindow: window };
}

/** The season of value `i` after the series. */
export const seasonAfter = (cycles: readonly Float64Array[], i: number): number =>
  cycles.reduce((sum, cycle) => sum + cycle[i % cycle.length], 0);
