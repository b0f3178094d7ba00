import { DataError, ParameterError } from '@convoscope/statistics';

/** Fewer values say too little of what comes. */
const FEWEST_VALUES = 20;
const MOST_STEPS = 1000;
/** What lies further back costs time and tells little. */
const MOST_VALUES = 4000;
/** Values that stand behind each step asked for: two thirds of them are learnt, so that the rest is tested once at least. */
const VALUES_A_STEP = 3;
const MOST_MISSING = 0.25;

/** A series without gaps, and what was done to it. */
export interface WholeSeries {
  readonly values: Float64Array;
  /** Values left out before the first: missing ones, and those further back than a forecast looks. */
  readonly nSkipped: number;
  /** Values that were missing and lie on the line between their neighbours now. */
  readonly nFilled: number;
}

function fillGaps(values: Float64Array): number {
  let [nFilled, known] = [0, 0];
  for (let i = 1; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    const slope = (values[i] - values[known]) / (i - known);
    for (let gap = known + 1; gap < i; gap++, nFilled++) values[gap] = values[known] + slope * (gap - known);
    known = i;
  }
  return nFilled;
}

/** Part of a series in which nothing moves, at its end, from which on it tells nothing of how far it will move. */
const STILL_SHARE = 0.35;

function refuseStill(values: Float64Array): void {
  const last = values.at(-1);
  const nStill = values.length - 1 - values.findLastIndex((value) => value !== last);
  if (nStill === values.length)
    throw new DataError(`all ${nStill} values are ${last}: there is nothing to forecast`);
  if (nStill > STILL_SHARE * values.length)
    throw new DataError(
      `the last ${nStill} of ${values.length} values are all ${last}: they tell nothing of how far the next ones will move`,
    );
}

/** Whole, from its first known value to its last. Throws `DataError` that says what it would take, where nothing true can be said. */
export function checkSeries(given: ArrayLike<number>, horizon: number): WholeSeries {
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon <= MOST_STEPS))
    throw new ParameterError('horizon', `an integer in [1, ${MOST_STEPS}]`, horizon);
  const all = Float64Array.from(given);
  const isKnown = (value: number): boolean => Number.isFinite(value);
  const end = all.findLastIndex(isKnown) + 1;
  const recent = all.subarray(Math.max(0, end - MOST_VALUES), end);
  const nLeading = Math.max(0, recent.findIndex(isKnown));
  const nSkipped = Math.max(0, end - MOST_VALUES) + nLeading;
  const values = recent.slice(nLeading);
  const nFilled = fillGaps(values);
  const n = values.length - nFilled;
  if (n < FEWEST_VALUES)
    throw new DataError(`${n} values are too few to forecast from: at least ${FEWEST_VALUES} are needed`);
  if (nFilled > MOST_MISSING * values.length)
    throw new DataError(
      `${nFilled} of ${values.length} values are missing: at most a quarter may be (wider steps leave fewer gaps)`,
    );
  const mostSteps = Math.floor(values.length / VALUES_A_STEP);
  if (horizon > mostSteps)
    throw new DataError(
      `${values.length} values allow forecasts of up to ${mostSteps} steps, not of ${horizon}: ${horizon * VALUES_A_STEP} values are needed for that`,
    );
  refuseStill(values);
  return { values, nSkipped, nFilled };
}
