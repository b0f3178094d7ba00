import { DataError } from '@convoscope/detectors';

/** Values at even steps of time. */
export interface EvenSeries {
  /** NaN where a step has no row. */
  readonly values: Float64Array;
  /** What lies between two values: `hour`, `day`, `month`, or `step`. */
  readonly step: string;
  /** The instant of value `i`, also of those to come. */
  placeOf(i: number): string;
}

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const NAMES = new Map([[1000, 'second'], [MINUTE_MS, 'minute'], [HOUR_MS, 'hour'], [DAY_MS, 'day'], [7 * DAY_MS, 'week']]); // prettier-ignore
const MONTH_NAMES = new Map([[1, 'month'], [3, 'quarter'], [12, 'year']]); // prettier-ignore
/** Part of a step that a row may be off by: a clock is never exact, a change of summer time is more. */
const MOST_OFF = 0.1;
/** Steps in a series at most: a row of the year 1970 among others would make millions of gaps. */
const MOST_STEPS = 1_000_000;

/** Rows as steps. */
export const seriesOfRows = (values: Float64Array): EvenSeries => ({
  ...{ values, step: 'step' },
  placeOf: (i) => `row ${i}`,
});

/** Instants as multiples of a step. */
interface Grid {
  readonly name: string;
  positionOf(atMs: number): number;
  instantOf(position: number): number;
}

const monthOf = (atMs: number): number => {
  const date = new Date(atMs);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
};

/** Months, quarters or years, where every row is of the same day of one. */
function gridOfMonths(instants: Float64Array): Grid | undefined {
  const first = instants[0] ?? 0;
  const inMonth = (atMs: number): number =>
    atMs - Date.UTC(Math.floor(monthOf(atMs) / 12), monthOf(atMs) % 12);
  if (instants.some((atMs) => inMonth(atMs) !== inMonth(first))) return undefined;
  const gaps = Array.from(instants.subarray(1), (atMs, i) => monthOf(atMs) - monthOf(instants[i] ?? 0));
  const months = Math.min(...gaps);
  if (months < 1 || gaps.some((gap) => gap % months !== 0)) return undefined;
  return {
    name: MONTH_NAMES.get(months) ?? 'step',
    positionOf: (atMs) => (monthOf(atMs) - monthOf(first)) / months,
    instantOf(position) {
      const month = monthOf(first) + position * months;
      return Date.UTC(Math.floor(month / 12), month % 12) + inMonth(first);
    },
  };
}

/** The middle one of the distances between two rows; of two the shorter, since the longer may be a gap. */
function usualGap(instants: Float64Array): number {
  const gaps = Float64Array.from(instants.subarray(1), (atMs, i) => atMs - (instants[i] ?? 0)).sort();
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 0;
}

function gridOf(instants: Float64Array): Grid {
  const step = usualGap(instants);
  if (step >= 28 * DAY_MS) {
    const months = gridOfMonths(instants);
    if (months !== undefined) return months;
  }
  const first = instants[0] ?? 0;
  return {
    name: NAMES.get(step) ?? 'step',
    positionOf: (atMs) => (atMs - first) / step,
    instantOf: (position) => first + position * step,
  };
}

function nameInstants(instants: Float64Array): (atMs: number) => string {
  const isDays = instants.every((atMs) => atMs % DAY_MS === 0);
  const isMinutes = instants.every((atMs) => atMs % MINUTE_MS === 0);
  return (atMs) =>
    new Date(atMs)
      .toISOString()
      .slice(0, isDays ? 10 : isMinutes ? 16 : 19)
      .replace('T', ' ');
}

/**
 * Rows with instants as values at even steps, in order of time; a step without a row is a gap. Throws `DataError` naming the rows where two are of one
 * instant, or where they are not evenly spaced.
 */
export function seriesOverTime(values: Float64Array, given: Float64Array): EvenSeries {
  const order = Uint32Array.from(given, (_, row) => row).sort(
    (a, b) => (given[a] ?? 0) - (given[b] ?? 0) || a - b,
  );
  const instants = Float64Array.from(order, (row) => given[row] ?? NaN);
  const name = nameInstants(instants);
  const twice = instants.findIndex((atMs, i) => i > 0 && atMs === instants[i - 1]);
  if (twice >= 0)
    throw new DataError(
      `rows ${order[twice - 1]} and ${order[twice]} are both of ${name(instants[twice] ?? 0)}: a series has one value an instant (several series in one file: part them; several values: add them up)`,
    );
  const grid = gridOf(instants);
  const positions = Array.from(instants, (atMs) => grid.positionOf(atMs));
  const uneven = positions.findIndex((position, i) => Math.abs(position - Math.round(position)) > MOST_OFF || (i > 0 && Math.round(position) === Math.round(positions[i - 1] ?? 0))); // prettier-ignore
  if (uneven >= 0)
    throw new DataError(
      `the rows are not evenly spaced: row ${order[uneven]} (${name(instants[uneven] ?? 0)}) does not lie on a multiple of the usual step after the first (${name(instants[0] ?? 0)}); bring them to even steps first, by the hour or day`,
    );
  const nSteps = Math.round(positions.at(-1) ?? 0) + 1;
  if (nSteps > MOST_STEPS) throw new DataError(`from ${name(instants[0] ?? 0)} to ${name(instants.at(-1) ?? 0)} there are ${nSteps} steps: at most ${MOST_STEPS} make a series`); // prettier-ignore
  const even = new Float64Array(nSteps).fill(NaN);
  positions.forEach((position, i) => (even[Math.round(position)] = values[order[i] ?? 0] ?? NaN));
  return { values: even, step: grid.name, placeOf: (i) => name(grid.instantOf(i)) };
}
