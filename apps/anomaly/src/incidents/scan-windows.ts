import { normalCdf, studentTCdf } from '@convoscope/statistics';
import {
  HISTORY_DAYS,
  judgeWindow,
  LEAST_HISTORY_DAYS,
  type Evidence,
  type HourRange,
  type Past,
} from './judge-window.ts';
import { incidentKind } from '../feedback/finding-kind.ts';
import { NO_CAUTION, type Caution } from '../feedback/learn-caution.ts';
import { LEAST_SIZE, metrics, type Metric } from './metrics.ts';
import { HOURS_A_DAY, watchedSlices, type Timeline, type Timelines } from './timeline.ts';

/** A window of one series that is off. */
export interface Candidate extends Evidence {
  readonly metric: Metric;
  readonly slice: Timeline['slice'];
  readonly window: HourRange;
  /** -log10 of the chance to see it where nothing happened. */
  readonly surprise: number;
  /** The surprise from which it is, among all that was looked at that day, an incident by itself. */
  readonly sureFrom: number;
}

/** Hours and days that an incident may last; a longer one is found by a part of it, and grows. */
export const WINDOW_HOURS = [1, 2, 3, 4, 6, 8, 12] as const;
export const WINDOW_DAYS = [1, 2, 3, 4, 5, 7, 10, 14] as const;
export const LONGEST_WINDOW_DAYS = 14;

/** Windows of a series lie over each other: so many count as one test. Measured on corpora without incidents. */
const WINDOWS_A_TEST = 10;
/** -log10 of the chance from which a window supports an incident that another one has begun. */
const LEAST_SURPRISE = 3;

/**
 * Windows that end on a day and are off, by every series and every length. `rate`: chance that a day on which nothing happened has a
 * sure one, over all series and lengths together (Bonferroni). What it finds depends on that day and the 56 before it, and on nothing else.
 * `firstDataHour`: days before it are not counted as quiet ones. Cost: slices x metrics x 176 windows x 42 days.
 */
export function scanDay(timelines: Timelines, scan: DayScan): Candidate[] {
  const { day, firstDataHour, rate, caution = NO_CAUTION } = scan;
  const windows = windowsEndingOn(day, scan)
    .map((window) => pastOf(window, timelines, firstDataHour))
    .filter((past) => past !== null);
  if (windows.length === 0) return [];
  const from = (day - HISTORY_DAYS - LONGEST_WINDOW_DAYS) * HOURS_A_DAY;
  const tested = watchedSlices(timelines, from, (day + 1) * HOURS_A_DAY).flatMap((slice) => {
    const watched = metrics.filter((metric) => metric.watches(slice.slice));
    return windows.flatMap((past) => watched.flatMap((metric) => test(metric, slice, timelines, past) ?? []));
  });
  const sureFrom = Math.log10(Math.max(1, tested.length / WINDOWS_A_TEST) / rate);
  return tested
    .filter(({ surprise }) => surprise >= LEAST_SURPRISE)
    .map((candidate) => ({
      ...candidate,
      sureFrom: sureFrom * caution(incidentKind(candidate.metric.name, candidate.z > 0)),
    }));
}

export interface DayScan {
  /** Counted from the first hour of the timelines, as all hours here. */
  day: number;
  firstDataHour: number;
  /** From this hour on nothing is complete: no window ends later. */
  horizon: number;
  /** Chance that a day on which nothing happened has a sure window. */
  rate: number;
  /** What was learnt from verdicts on incidents; default: nothing. */
  caution?: Caution;
}

/** Every window whose last hour lies on the day. */
function windowsEndingOn(day: number, { horizon, firstDataHour }: DayScan): HourRange[] {
  const midnight = day * HOURS_A_DAY;
  const hours = WINDOW_HOURS.flatMap((length) =>
    Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
      from: midnight + hour + 1 - length,
      to: midnight + hour + 1,
    })),
  );
  const days = WINDOW_DAYS.map((length) => ({
    from: midnight - (length - 1) * HOURS_A_DAY,
    to: midnight + HOURS_A_DAY,
  }));
  return [...hours, ...days].filter(({ from, to }) => to <= horizon && from >= firstDataHour);
}

/** What the window is compared with; null where there is too little before it. */
export function pastOf(window: HourRange, timelines: Timelines, firstDataHour: number): Past | null {
  const length = window.to - window.from;
  const nDays = Math.max(1, length / HOURS_A_DAY);
  const isWhole = length % HOURS_A_DAY === 0;
  const firstDay = Math.floor(window.from / HOURS_A_DAY) * HOURS_A_DAY;
  const nPast = Math.min(HISTORY_DAYS, (firstDay - firstDataHour) / HOURS_A_DAY);
  if (nPast < LEAST_HISTORY_DAYS) return null;
  const unit = isWhole ? { from: firstDay, to: firstDay + HOURS_A_DAY } : window;
  const units = Array.from({ length: nPast }, (_, i) => ({
    from: unit.from - (i + 1) * HOURS_A_DAY,
    to: unit.to - (i + 1) * HOURS_A_DAY,
  })).filter(({ from }) => from >= firstDataHour);
  const weights = weekdayWeights(timelines, firstDay, nPast);
  const weightAt = (hour: number): number => weights[weekdayOf(timelines, hour)] ?? 1;
  const exposure = isWhole
    ? Array.from({ length: nDays }, (_, i) => weightAt(firstDay + i * HOURS_A_DAY)).reduce((a, b) => a + b, 0)
    : weightAt(window.from);
  return {
    ...{ window, units, nDays, exposure, exposures: units.map(({ from }) => weightAt(from)) },
    days: { from: firstDay - nPast * HOURS_A_DAY, to: firstDay },
  };
}

const weekdayOf = ({ firstHour }: Timelines, hour: number): number =>
  Math.floor((firstHour + hour) / HOURS_A_DAY) % 7;

/** How busy each weekday is beside an average day, drawn towards 1 by a day's worth. */
function weekdayWeights({ all, ...timelines }: Timelines, before: number, nDays: number): number[] {
  const days = Array.from({ length: nDays }, (_, i) => before - (i + 1) * HOURS_A_DAY);
  const counts = days.map((from) => all.sum('n', from, from + HOURS_A_DAY));
  const average = counts.reduce((a, b) => a + b, 0) / nDays;
  if (average === 0) return Array<number>(7).fill(1);
  return Array.from({ length: 7 }, (_, weekday) => {
    const own = counts
      .filter((_, i) => weekdayOf({ all, ...timelines }, days[i] ?? 0) === weekday)
      .map((count) => Math.min(count / average, 3));
    return (own.reduce((a, b) => a + b, 0) + 1) / (own.length + 1);
  });
}

/** Null where the metric has too little there, or goes where nobody minds, or not far enough. */
function test(metric: Metric, slice: Timeline, timelines: Timelines, past: Past): Candidate | null {
  const evidence = judgeWindow(metric, slice, timelines, past);
  if (evidence === null) return null;
  const direction = Math.sign(evidence.z);
  const isNews = metric.directions.some((one) => one === direction) && isLarge(metric, evidence);
  const surprise = isNews ? surpriseOf(Math.abs(evidence.z), evidence.freedom) : 0;
  return { ...evidence, metric, slice: slice.slice, window: past.window, surprise, sureFrom: Infinity };
}

function isLarge(metric: Metric, { observed, expected, nExcess }: Evidence): boolean {
  if (Math.abs(nExcess) < LEAST_SIZE) return false;
  if (metric.kind === 'mean') return Math.abs(observed - expected) >= metric.leastChange;
  const [low, high] = observed < expected ? [observed, expected] : [expected, observed];
  const isFar = metric.kind === 'count' || high - low >= metric.leastChange;
  return isFar && high >= metric.leastRatio * low;
}

/** -log10 of the upper tail of a normal (or Student's t) variable, exact far out as well. */
export function surpriseOf(z: number, freedom = Infinity): number {
  if (freedom < 1000) return -Math.log10(Math.max(studentTCdf(-z, freedom), Number.MIN_VALUE));
  if (z < 5) return -Math.log10(Math.max(1 - normalCdf(z), Number.MIN_VALUE));
  return (z ** 2 / 2 + Math.log(z * Math.sqrt(2 * Math.PI))) / Math.LN10;
}
