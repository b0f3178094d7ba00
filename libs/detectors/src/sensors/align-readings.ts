import { DataError, median } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';

/** What sensors of one machine said, in any order. */
export interface Readings {
  /** Of each reading: the sensor (a place in `sensors`), when (ms since 1970), and what. */
  readonly codes: ArrayLike<number>;
  readonly instants: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly sensors: readonly string[];
}

/** Readings at even instants, a column a sensor, nothing missing. */
export interface AlignedReadings {
  readonly table: Matrix;
  readonly sensors: readonly string[];
  /** Of each row, ms since 1970: the begin of its step. */
  readonly instants: Float64Array;
  readonly stepMs: number;
  /** Steps left out since a sensor was silent for too long. */
  readonly nLeftOut: number;
  /** Sensors left out since they said too little. */
  readonly silent: readonly string[];
}

/** A sensor may miss so many steps in a row: the last value stands for them. */
const LONGEST_GAP = 3;
/** Part of the steps that a sensor has to be known in. */
const LEAST_KNOWN = 0.5;
const MOST_STEPS = 1_000_000;

/** Median distance of two readings of one sensor. */
function usualStep({ codes, instants, sensors }: Readings): number {
  const gaps: number[] = [];
  const last = new Float64Array(sensors.length).fill(NaN);
  const order = Uint32Array.from(codes, (_, i) => i).sort((a, b) => instants[a] - instants[b]);
  for (const i of order) {
    const gap = instants[i] - last[codes[i]];
    if (gap > 0) gaps.push(gap);
    last[codes[i]] = instants[i];
  }
  return gaps.length === 0 ? 0 : median(gaps);
}

/** Means of the readings of each step; NaN where there is none. */
function meansOf(
  { codes, instants, values, sensors }: Readings,
  first: number,
  stepMs: number,
  nSteps: number,
) {
  const sums = sensors.map(() => new Float64Array(nSteps));
  const counts = sensors.map(() => new Float64Array(nSteps));
  for (let i = 0; i < codes.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    const step = Math.floor((instants[i] - first) / stepMs);
    sums[codes[i]][step] += values[i];
    counts[codes[i]][step] += 1;
  }
  return sums.map((sum, s) => sum.map((total, step) => total / (counts[s][step] || NaN)));
}

/** Lets the last value stand for short gaps, in place. */
function bridge(column: Float64Array): void {
  let [last, age] = [NaN, 0];
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i])) {
      age += 1;
      if (age <= LONGEST_GAP) column[i] = last;
    } else [last, age] = [column[i], 0];
  }
}

/**
 * Brings readings of one machine to even steps: the usual distance of two readings, means within a step, the last value in short gaps. Steps in which a
 * sensor is still missing are left out, sensors that are missing in more than half of them before that.
 * Throws `DataError` where there is nothing to align. Cost: O(n log n).
 */
export function alignReadings(readings: Readings): AlignedReadings {
  const stepMs = usualStep(readings);
  const [first, last] = [least(readings.instants), -least(Array.from(readings.instants, (at) => -at))];
  const nSteps = Math.floor((last - first) / stepMs) + 1;
  if (!(stepMs > 0)) throw new DataError('no sensor has readings of two instants');
  if (nSteps > MOST_STEPS)
    throw new DataError(
      `the readings span ${nSteps} of their usual steps: at most ${MOST_STEPS} can be looked at`,
    );
  const columns = meansOf(readings, first, stepMs, nSteps);
  columns.forEach(bridge);
  const isKnown = columns.map((column) => column.filter(Number.isFinite).length >= LEAST_KNOWN * nSteps);
  const kept = columns.filter((_, s) => isKnown[s]);
  const rows = Array.from({ length: nSteps }, (_, i) => i).filter((i) => kept.every((column) => !Number.isNaN(column[i]))); // prettier-ignore
  if (kept.length === 0 || rows.length === 0)
    throw new DataError('there is no step in which the sensors are known together');
  const data = Float64Array.from(rows.flatMap((i) => kept.map((column) => column[i])));
  return {
    table: createMatrix(data, rows.length, kept.length),
    sensors: readings.sensors.filter((_, s) => isKnown[s]),
    instants: Float64Array.from(rows, (i) => first + i * stepMs),
    ...{ stepMs, nLeftOut: nSteps - rows.length },
    silent: readings.sensors.filter((_, s) => !isKnown[s]),
  };
}

const least = (values: ArrayLike<number>): number => {
  let found = Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] < found) found = values[i];
  return found;
};
