import { MAD_TO_SIGMA, median } from '@convoscope/statistics';
import { choice, integer, number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';
import {
  createSortedWindow,
  pushSorted,
  sizeOf,
  windowDeviation,
  windowQuantile,
  type SortedWindow,
} from '../zscore/sorted-window.ts';

const params = {
  slotMinutes: number(60, 1, 1440, 'Length of a slot of the day; values within one are comparable.'),
  history: integer(12, 3, 1000, 'Values kept for each slot of the week.'),
  minHistory: integer(
    3,
    1,
    1000,
    'Values a slot of the week needs before it is used; until then the slot of any day is.',
  ),
  warmUp: integer(24, 4, 100_000, 'Records before the first score above 0.'),
  transform: choice('none', ['none', 'sqrt', 'log1p'], 'Applied first; sqrt evens out the spread of counts.'),
  utcOffsetMinutes: integer(
    0,
    -840,
    840,
    'Offset of the local day from UTC, so that slots follow the local clock.',
  ),
} as const;
type Checked = Params<typeof params>;

interface State {
  /** Per slot of the week and per slot of the day: the last values, and how many were written. */
  readonly week: Float64Array;
  readonly weekCount: Int32Array;
  readonly day: Float64Array;
  readonly dayCount: Int32Array;
  /** All recent values, and recent distances from what was expected. */
  readonly recent: SortedWindow;
  readonly residuals: SortedWindow;
}

const DAY_MINUTES = 1440;
const LARGEST_Z = 1000;
/** 1970-01-01 was a Thursday; Monday is day 0. */
const EPOCH_WEEKDAY = 3;

const slotsADay = (p: Checked): number => Math.ceil(DAY_MINUTES / p.slotMinutes);

function slotsOf(atMs: number, p: Checked): { day: number; week: number } {
  const minutes = Math.floor(atMs / 60_000) + p.utcOffsetMinutes;
  const dayNumber = Math.floor(minutes / DAY_MINUTES);
  const slot = Math.floor((minutes - dayNumber * DAY_MINUTES) / p.slotMinutes);
  const weekday = (((dayNumber + EPOCH_WEEKDAY) % 7) + 7) % 7;
  return { day: slot, week: weekday * slotsADay(p) + slot };
}

function transformed(value: number, p: Checked): number {
  if (p.transform === 'none') return value;
  const size = Math.abs(value);
  return Math.sign(value) * (p.transform === 'sqrt' ? Math.sqrt(size) : Math.log1p(size));
}

const kept = (values: Float64Array, counts: Int32Array, slot: number, capacity: number): Float64Array =>
  values.subarray(slot * capacity, slot * capacity + Math.min(counts[slot], capacity));

/** What the value should be: median of this hour of this weekday, else of this hour, else of the recent values. */
function expectedAt(state: State, atMs: number, p: Checked): number {
  const slots = slotsOf(atMs, p);
  const ofWeek = kept(state.week, state.weekCount, slots.week, p.history);
  if (ofWeek.length >= p.minHistory) return median(ofWeek);
  const ofDay = kept(state.day, state.dayCount, slots.day, p.history);
  if (ofDay.length >= p.minHistory) return median(ofDay);
  return sizeOf(state.recent) > 0 ? windowQuantile(state.recent, 0.5) : 0;
}

function deviationAt(state: State, value: number, atMs: number, p: Checked): number {
  if (sizeOf(state.residuals) < Math.min(p.warmUp, state.residuals.arrivals.length)) return 0;
  const expected = expectedAt(state, atMs, p);
  const spread = (windowQuantile(state.residuals, 0.95) - windowQuantile(state.residuals, 0.05)) / 20;
  const sigma = Math.max(
    MAD_TO_SIGMA * windowDeviation(state.residuals, 0),
    spread,
    1e-9 * Math.abs(expected),
    1e-12,
  );
  return Math.min(Math.abs(value - expected) / sigma, LARGEST_Z);
}

function remember(
  values: Float64Array,
  counts: Int32Array,
  at: { slot: number; capacity: number; value: number },
): void {
  values[at.slot * at.capacity + (counts[at.slot] % at.capacity)] = at.value;
  counts[at.slot] = counts[at.slot] + 1 === 4 * at.capacity ? 2 * at.capacity : counts[at.slot] + 1;
}

/**
 * Distance of a metric from the median of the same hour of the same weekday, in MAD sigmas of recent residuals.
 * With little history it falls back to the hour of any day, then to the recent median. 0 during warm-up; at most 1000.
 * One series; every record needs its instant. Fails while the rhythm itself changes, and on holidays.
 * Cost: O(residual window) a record, memory O(slots of the week x history).
 */
export const seasonal = defineStreamingDetector({
  name: 'seasonal',
  summary: 'values far from the median of the same hour of the same weekday',
  params,
  nFeatures: 1,
  needsTime: true,
  start(p): State {
    const nDay = slotsADay(p);
    return {
      week: new Float64Array(7 * nDay * p.history),
      weekCount: new Int32Array(7 * nDay),
      day: new Float64Array(nDay * p.history),
      dayCount: new Int32Array(nDay),
      recent: createSortedWindow(256),
      residuals: createSortedWindow(512),
    };
  },
  score: (state, values, p, atMs) => deviationAt(state, transformed(values[0], p), atMs, p),
  learn(state, values, p, atMs) {
    const value = transformed(values[0], p);
    const slots = slotsOf(atMs, p);
    if (sizeOf(state.recent) > 0) pushSorted(state.residuals, value - expectedAt(state, atMs, p));
    pushSorted(state.recent, value);
    remember(state.week, state.weekCount, { slot: slots.week, capacity: p.history, value });
    remember(state.day, state.dayCount, { slot: slots.day, capacity: p.history, value });
  },
});
