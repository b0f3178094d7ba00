import { criticalZ, rounded, zOfShares } from './estimates.ts';
import type { MeasuredRange, Sliced } from './measure-range.ts';
import type { Driver, Estimate, Measures } from '@convoscope/reports';

/** Where a cause is looked for. The dimension `sentiment` is the change itself, told once more. */
const LOOKED_AT = ['topic', 'intent', 'language', 'model'] as const satisfies readonly Sliced[];
/** Fewest conversations of a slice, in the period or before, to be called a cause. */
const MIN_CONVERSATIONS = 10;
/** Least part of a change that a cause explains. */
const MIN_EXPLAINED = 0.25;

interface Candidate {
  dimension: Driver['dimension'];
  label: string;
  now: Measures | undefined;
  before: Measures | undefined;
}

function candidatesOf(now: MeasuredRange, before: MeasuredRange): Candidate[] {
  return LOOKED_AT.flatMap((dimension) => {
    const labels = new Set([...now.by[dimension].keys(), ...before.by[dimension].keys()]);
    return [...labels].map((label) => ({
      ...{ dimension, label, now: now.by[dimension].get(label), before: before.by[dimension].get(label) },
    }));
  }).filter(
    (one) => Math.max(one.now?.nConversations ?? 0, one.before?.nConversations ?? 0) >= MIN_CONVERSATIONS,
  );
}

const Z95 = 1.959964;
const errorOf = ({ low, high }: Estimate): number => (high - low) / (2 * Z95);

/** A mean and its standard error. */
interface Mean {
  value: number;
  error: number;
  n: number;
}

const toMean = (estimate: Estimate | null | undefined): Mean | null =>
  estimate ? { value: estimate.value, error: errorOf(estimate), n: estimate.n } : null;

/** Mean of all but a slice, with the spread of all. */
function withoutSlice(all: Mean, slice: Mean | null): Mean | null {
  if (slice === null) return all;
  const n = all.n - slice.n;
  if (n < MIN_CONVERSATIONS) return null;
  const value = (all.n * all.value - slice.n * slice.value) / n;
  return { n, value, error: all.error * Math.sqrt(all.n / n) };
}

/** How far outside chance it is that the slice moved otherwise than the rest: by its level, or by its share where its level is another. */
function strengthOf(
  [slice, sliceBefore]: readonly [Mean, Mean | null],
  [rest, restBefore]: readonly [Mean, Mean],
  [all, allBefore]: readonly [Mean, Mean],
): number {
  const gap = (slice.value - rest.value) / Math.hypot(slice.error, rest.error);
  if (sliceBefore === null || sliceBefore.n < 5) return Math.abs(gap);
  const moved = slice.value - sliceBefore.value - (rest.value - restBefore.value);
  const error = Math.hypot(slice.error, sliceBefore.error, rest.error, restBefore.error);
  const share = zOfShares(slice.n, all.n, sliceBefore.n, allBefore.n);
  return Math.max(Math.abs(moved / error), Math.min(Math.abs(share), Math.abs(gap)));
}

/**
 * The topic, intent, language or model that explains most of a change of sentiment: without whose conversations, in both periods, least of it
 * would be left. Only one that moved otherwise than the rest by more than chance explains, at 95 %, corrected for how many were looked at
 * (Bonferroni); null where there is none. Pure.
 */
export function findSentimentDriver(now: MeasuredRange, before: MeasuredRange): Driver | null {
  const [all, allBefore] = [toMean(now.totals.sentiment), toMean(before.totals.sentiment)];
  if (all === null || allBefore === null || all.value === allBefore.value) return null;
  const change = all.value - allBefore.value;
  const candidates = candidatesOf(now, before);
  const threshold = criticalZ(candidates.length);
  const drivers = candidates.flatMap((one): Driver[] => {
    const [slice, sliceBefore] = [toMean(one.now?.sentiment), toMean(one.before?.sentiment)];
    if (slice === null || slice.n < MIN_CONVERSATIONS) return [];
    const [rest, restBefore] = [withoutSlice(all, slice), withoutSlice(allBefore, sliceBefore)];
    if (rest === null || restBefore === null) return [];
    const explained = 1 - (rest.value - restBefore.value) / change;
    const strength = strengthOf([slice, sliceBefore], [rest, restBefore], [all, allBefore]);
    if (!(strength > threshold) || explained < MIN_EXPLAINED) return [];
    return [
      {
        ...{ dimension: one.dimension, label: one.label, explained: rounded(explained) },
        ...{ now: slice.value, before: sliceBefore?.value ?? null, nLookedAt: candidates.length },
      },
    ];
  });
  return strongest(drivers);
}

/**
 * The slice whose number of conversations a day changed most in the direction of the whole, where its share moved by more than chance explains,
 * corrected for how many were looked at. `nDays` are days with data, so that a gap in the data is no fall. Pure.
 */
export function findVolumeDriver(
  now: MeasuredRange,
  before: MeasuredRange,
  nDays: { now: number; before: number },
): Driver | null {
  const [n, nBefore] = [now.totals.nConversations, before.totals.nConversations];
  const change = n / nDays.now - nBefore / nDays.before;
  const candidates = candidatesOf(now, before);
  const threshold = criticalZ(candidates.length);
  const drivers = candidates.flatMap(({ dimension, label, ...slice }): Driver[] => {
    const [count, countBefore] = [slice.now?.nConversations ?? 0, slice.before?.nConversations ?? 0];
    const perDay = { now: count / nDays.now, before: countBefore / nDays.before };
    const explained = (perDay.now - perDay.before) / change;
    const z = zOfShares(count, n, countBefore, nBefore) * Math.sign(change);
    if (!(z > threshold) || !(explained >= MIN_EXPLAINED)) return [];
    const figures = { now: rounded(perDay.now), before: rounded(perDay.before) };
    return [{ dimension, label, explained: rounded(explained), ...figures, nLookedAt: candidates.length }];
  });
  return strongest(drivers);
}

const strongest = (drivers: readonly Driver[]): Driver | null =>
  drivers.toSorted((a, b) => b.explained - a.explained || (a.label < b.label ? -1 : 1))[0] ?? null;
