import type { ForecastMethod } from './method.ts';
import { arimaMethod, holtWintersMethod } from './methods/models.ts';
import { driftMethod, meanMethod, naiveMethod, seasonalNaiveMethod } from './methods/simple.ts';
import { seasonsMethod, thetaMethod } from './methods/split.ts';
import { meanAbsoluteError, rollOrigin, type RolledErrors } from './roll-origin.ts';

/** Longer seasons have too many states for the models that learn them step by step. */
const LONGEST_SMOOTHED = 60;
const LONGEST_ARIMA = 24;

const longestUpTo = (periods: readonly number[], most: number): number =>
  Math.max(1, ...periods.filter((period) => period <= most));

/** The methods that compete, plain ones first: of equals the first wins. */
function candidatesFor(periods: readonly number[]): ForecastMethod[] {
  return [
    meanMethod,
    naiveMethod,
    driftMethod,
    ...periods.map(seasonalNaiveMethod),
    ...[1, ...periods].map(thetaMethod),
    ...[...new Set([1, longestUpTo(periods, LONGEST_SMOOTHED)])].map(holtWintersMethod),
    ...(periods.length === 0 ? [] : [seasonsMethod(periods)]),
    arimaMethod(longestUpTo(periods, LONGEST_ARIMA)),
  ];
}

/** A method with what its forecasts of the past were off by. */
export interface TriedMethod extends RolledErrors {
  readonly meanAbsoluteError: number;
}

/**
 * What each method that the first `nFirst` values are enough for was off by in the rest of them, best first. Seasons that are seen less than twice in those
 * are left out.
 */
export function compareMethods(
  values: Float64Array,
  { periods, nFirst, horizon }: { periods: readonly number[]; nFirst: number; horizon: number },
): TriedMethod[] {
  const seen = periods.filter((period) => period > 1 && nFirst >= 2 * period + 3);
  return candidatesFor(seen)
    .filter(({ fewest }) => fewest <= nFirst)
    .map((method) => rollOrigin(method, values, { nFirst, horizon }))
    .map((rolled) => ({ ...rolled, meanAbsoluteError: meanAbsoluteError(rolled) }))
    .filter((tried) => Number.isFinite(tried.meanAbsoluteError))
    .sort((a, b) => a.meanAbsoluteError - b.meanAbsoluteError);
}
