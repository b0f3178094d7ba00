import type { Candidate } from './scan-windows.ts';
import type { HourRange } from './judge-window.ts';
import type { Metric } from './metrics.ts';
import { HOURS_A_DAY, type Timeline, type Timelines } from './timeline.ts';

/** Of the deviation of the whole window, what its first and last hour (or day) must show on their own. */
const LEAST_AT_THE_ENDS = 1 / 3;
/** Share of the days between that must show it as well. */
const LEAST_BETWEEN = 0.6;

/**
 * Of the windows of one series that lie over each other, the one that is furthest off, if it is off from end to end: a week that holds
 * one bad day is that day. Cost: candidates squared, of one series.
 */
export function selectWindows(candidates: readonly Candidate[], timelines: Timelines): Candidate[] {
  const bySeries = Map.groupBy(
    candidates,
    ({ metric, slice }) => `${metric.name} ${slice.dimension} ${slice.label}`,
  );
  return [...bySeries.values()].flatMap((ofSeries) => {
    const chosen: Candidate[] = [];
    for (const candidate of ofSeries.toSorted(byDeviation)) {
      const isFree = chosen.every(({ window }) => !overlaps(window, candidate.window));
      if (isFree && isOffThroughout(candidate, timelines)) chosen.push(candidate);
    }
    return chosen;
  });
}

/** The most surprising first; then the shorter, then the earlier: a total order, so that the same candidates give the same choice. */
const bySurprise = (a: Candidate, b: Candidate): number =>
  b.surprise - a.surprise ||
  lengthOf(a.window) - lengthOf(b.window) ||
  a.window.from - b.window.from ||
  (nameOf(a) < nameOf(b) ? -1 : 1);

/** Furthest off first: more conversations make a window surer, not a better answer to what and when it was. */
export const byDeviation = (a: Candidate, b: Candidate): number =>
  Math.abs(b.z) - Math.abs(a.z) || bySurprise(a, b);

const nameOf = ({ metric, slice }: Candidate): string => `${metric.name} ${slice.dimension} ${slice.label}`;

export const lengthOf = ({ from, to }: HourRange): number => to - from;

export const overlaps = (a: HourRange, b: HourRange): boolean => a.from < b.to && b.from < a.to;

function isOffThroughout(
  { metric, slice, window, observed, expected }: Candidate,
  timelines: Timelines,
): boolean {
  const isDays = lengthOf(window) % HOURS_A_DAY === 0;
  const step = isDays ? HOURS_A_DAY : 1;
  const nParts = lengthOf(window) / step;
  if (nParts === 1) return true;
  const timeline = [timelines.all, ...timelines.slices].find(
    (one) => one.slice.dimension === slice.dimension && one.slice.label === slice.label,
  );
  if (!timeline) return false;
  const parts = Array.from({ length: nParts }, (_, i) => {
    const range = { from: window.from + i * step, to: window.from + (i + 1) * step };
    return deviationOf(metric, range, timeline, timelines, { expected, share: expected / nParts });
  });
  const whole = metric.kind === 'count' ? (observed - expected) / nParts : observed - expected;
  const shows = parts.map((part) => part !== null && part / whole >= LEAST_AT_THE_ENDS);
  const nBetween = shows.filter(Boolean).length;
  return shows.at(0) === true && shows.at(-1) === true && (!isDays || nBetween >= LEAST_BETWEEN * nParts);
}

/** How far one part of a window is off; null where it holds nothing to say so. */
function deviationOf(
  metric: Metric,
  { from, to }: HourRange,
  slice: Timeline,
  { all }: Timelines,
  { expected, share }: { expected: number; share: number },
): number | null {
  switch (metric.kind) {
    case 'count':
      return slice.sum('n', from, to) - share;
    case 'share': {
      const n = (metric.of === 'slice' ? all : slice).sum('n', from, to);
      return n === 0 ? null : slice.sum(metric.of === 'slice' ? 'n' : metric.of, from, to) / n - expected;
    }
    case 'mean': {
      const n = slice.sum(metric.weight, from, to);
      return n === 0 ? null : slice.sum(metric.field, from, to) / n - expected;
    }
  }
}
