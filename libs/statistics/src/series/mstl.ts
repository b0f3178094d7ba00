import { DataError, ParameterError } from '../errors.ts';
import { decomposeStl, type StlOptions } from './stl.ts';

/** How MSTL splits a series of several seasons. */
export interface MstlOptions extends Omit<StlOptions, 'period' | 'seasonalWindow'> {
  /** Values in each season, different integers >= 2, in any order. */
  readonly periods: readonly number[];
  /** Cycles that each season is smoothed over, shortest period first; default 11, 15, 19, ... */
  readonly seasonalWindows?: readonly number[];
  /** Rounds over all seasons (default 2). */
  readonly rounds?: number;
}

/** `values = trend + all seasons + remainder`. */
export interface MultiDecomposition {
  readonly trend: Float64Array;
  /** Ascending; `seasons[i]` belongs to `periods[i]`. */
  readonly periods: readonly number[];
  readonly seasons: readonly Float64Array[];
  readonly remainder: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Several seasons at once (a day and a week, say): STL for each in turn, shortest first, on what the others leave.
 * Throws `DataError` unless the longest period fits in twice. Cost: rounds x seasons times that of STL.
 * Source: Bandara, Hyndman, Bergmeir, arXiv 2107.13462 (2021).
 */
export function decomposeMstl(values: ArrayLike<number>, options: MstlOptions): MultiDecomposition {
  const { periods: given, seasonalWindows, rounds = 2, ...rest } = options;
  const periods = [...given].sort((a, b) => a - b);
  if (periods.length === 0 || new Set(periods).size !== periods.length)
    throw new ParameterError('periods', 'one or more different integers >= 2', given);
  if (!(Number.isInteger(rounds) && rounds >= 1))
    throw new ParameterError('rounds', 'an integer >= 1', rounds);
  const longest = periods[periods.length - 1];
  if (values.length < 2 * longest)
    throw new DataError(`MSTL needs the longest period twice (${2 * longest} values), got ${values.length}`);
  const seasons = periods.map(() => new Float64Array(values.length));
  const left = Float64Array.from(values);
  let trend = new Float64Array(values.length);
  let weights = trend;
  for (let round = 0; round < (periods.length === 1 ? 1 : rounds); round++)
    periods.forEach((period, s) => {
      for (let i = 0; i < left.length; i++) left[i] += seasons[s][i];
      const seasonalWindow = seasonalWindows?.[s] ?? 11 + 4 * s;
      const part = decomposeStl(left, { ...rest, period, seasonalWindow });
      seasons[s] = Float64Array.from(part.season);
      trend = Float64Array.from(part.trend);
      weights = Float64Array.from(part.weights);
      for (let i = 0; i < left.length; i++) left[i] -= seasons[s][i];
    });
  return { trend, periods, seasons, remainder: left.map((value, i) => value - trend[i]), weights };
}
