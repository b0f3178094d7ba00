import { mean, median } from '@convoscope/statistics';
import { LEAST_SIZE, type Metric } from './metrics.ts';
import type { Sums } from './conversation-fact.ts';
import { HOURS_A_DAY, type Timeline, type Timelines } from './timeline.ts';

/** A range of hours, `to` excluded, counted from the first hour of the timelines. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/** What a window holds beside what the weeks before it let expect. */
export interface Evidence {
  readonly observed: number;
  readonly expected: number;
  /** Conversations more (or, negative, fewer) than expected; of a mean, the conversations behind it. */
  readonly nExcess: number;
  /** How many standard deviations off, with its sign. */
  readonly z: number;
  /** Degrees of freedom of the deviation: few where a mean of few conversations was judged; infinite for counts. */
  readonly freedom: number;
}

/** Days before a window that it is compared with, and the fewest of them. */
export const HISTORY_DAYS = 42;
export const LEAST_HISTORY_DAYS = 7;
/** Pseudo-conversations with which the same hours of earlier days are drawn towards all hours of them. */
const SHRINKAGE = 30;
/** Spread beyond chance that every metric has, as a factor of the variance. */
const LEAST_DISPERSION = 1.2;
/** Past units that the least spread counts as much as: few units tell little about spread. */
const PRIOR_UNITS = 20;
/** Past units further off than this count only this far: an earlier incident must not become the expectation. */
const WINSOR_Z = 3;
/** Median of chi-squared with one degree of freedom. */
const CHI_SQUARED_MEDIAN = 0.455;

/** What a window is compared with: the same hours of each day before, or, for whole days, each of those days. */
export interface Past {
  readonly window: HourRange;
  /** The same hours of earlier days, newest first. */
  readonly units: readonly HourRange[];
  /** The whole of those days. */
  readonly days: HourRange;
  /** Expected size of each unit, and of the window, in units of an average day's share. */
  readonly exposures: readonly number[];
  readonly exposure: number;
  /** Days that the window has; 1 where it has hours only. */
  readonly nDays: number;
}

export function judgeWindow(
  metric: Metric,
  slice: Timeline,
  { all }: Timelines,
  past: Past,
): Evidence | null {
  switch (metric.kind) {
    case 'count':
      return judgeCount(slice, past);
    case 'share':
      return metric.of === 'slice'
        ? judgeShare(
            past,
            (range) => sum(slice, 'n', range),
            (range) => sum(all, 'n', range),
          )
        : judgeShare(
            past,
            (range) => sum(slice, metric.of as keyof Sums, range),
            (range) => sum(slice, 'n', range),
          );
    case 'mean':
      return judgeMean(metric, slice, all, past);
  }
}

const sum = (timeline: Timeline, field: keyof Sums, { from, to }: HourRange): number =>
  timeline.sum(field, from, to);

/** Counts: a Poisson rate against the earlier one, both uncertain (the signed root of the likelihood ratio), with the spread of the past. */
function judgeCount(slice: Timeline, past: Past): Evidence {
  const observed = sum(slice, 'n', past.window);
  const counts = past.units.map((unit) => sum(slice, 'n', unit));
  const total = past.exposures.reduce((all, one) => all + one, 0);
  const level = winsorised(counts, past.exposures, (expected) => Math.max(expected, 0.25));
  const expected = level * past.exposure;
  const dispersion = dispersionOf(
    counts.map((count, i) => [count - level * (past.exposures[i] ?? 0), level * (past.exposures[i] ?? 0)]),
    past.nDays,
  );
  const ratio = rootOfLikelihoodRatio([observed, past.exposure], [level * total, total], expected);
  return {
    observed,
    expected,
    nExcess: observed - expected,
    z: ratio / Math.sqrt(dispersion),
    freedom: Infinity,
  };
}

/** Shares: two binomial shares, both uncertain, with the spread of the past; the same hours drawn towards all hours. */
function judgeShare(
  past: Past,
  part: (r: HourRange) => number,
  whole: (r: HourRange) => number,
): Evidence | null {
  const n = whole(past.window);
  if (n < LEAST_SIZE) return null;
  const observed = part(past.window);
  const parts = past.units.map(part);
  const wholes = past.units.map(whole);
  const overall = (part(past.days) + 0.5) / (whole(past.days) + 1);
  const nSame = wholes.reduce((all, one) => all + one, 0);
  const same = winsorised(parts, wholes, (expected, size) =>
    Math.max(expected * (1 - expected / Math.max(size, 1)), 0.25),
  );
  const nKnown = nSame + SHRINKAGE;
  const share = (same * nSame + overall * SHRINKAGE) / nKnown;
  const dispersion = dispersionOf(
    parts.map((count, i) => [count - share * (wholes[i] ?? 0), share * (1 - share) * (wholes[i] ?? 0)]),
    past.nDays,
  );
  const expected = share * n;
  const hits = rootOfLikelihoodRatio([observed, n], [share * nKnown, nKnown], expected, true);
  return {
    observed: observed / n,
    expected: share,
    nExcess: observed - expected,
    z: hits / Math.sqrt(dispersion),
    freedom: Infinity,
  };
}

/** Means: the difference over its standard error, with the spread between the past days. */
function judgeMean(
  metric: Extract<Metric, { kind: 'mean' }>,
  slice: Timeline,
  all: Timeline,
  past: Past,
): Evidence | null {
  const n = sum(slice, metric.weight, past.window);
  if (n < LEAST_SIZE) return null;
  const nAll = sum(slice, metric.weight, past.days);
  if (nAll < 2 * LEAST_SIZE) return null;
  const overall = sum(slice, metric.field, past.days) / nAll;
  const own = varianceOf(metric, slice, past.days);
  const general = varianceOf(metric, all, past.days);
  const variance = (own * nAll + general * SHRINKAGE) / (nAll + SHRINKAGE);
  const weights = past.units.map((unit) => sum(slice, metric.weight, unit));
  const totals = past.units.map((unit, i) => sum(slice, metric.field, unit) - overall * (weights[i] ?? 0));
  const nSame = weights.reduce((all, one) => all + one, 0);
  const kept = totals.map((total, i) => clamp(total, WINSOR_Z * Math.sqrt(variance * (weights[i] ?? 0))));
  const shift = kept.reduce((all, one) => all + one, 0) / (nSame + SHRINKAGE);
  const dispersion = dispersionOf(
    totals.map((total, i) => [total - shift * (weights[i] ?? 0), variance * (weights[i] ?? 0)]),
    past.nDays,
  );
  const observed = sum(slice, metric.field, past.window) / n;
  const expected = overall + shift;
  const standardError = Math.sqrt(dispersion * variance * (1 / n + 1 / (nSame + SHRINKAGE)));
  return { observed, expected, nExcess: n, z: (observed - expected) / standardError, freedom: n + 3 };
}

function varianceOf(metric: Extract<Metric, { kind: 'mean' }>, timeline: Timeline, days: HourRange): number {
  const n = Math.max(1, sum(timeline, metric.weight, days));
  return Math.max(
    sum(timeline, metric.squares, days) / n - (sum(timeline, metric.field, days) / n) ** 2,
    1e-4,
  );
}

const clamp = (value: number, bound: number): number => Math.min(bound, Math.max(-bound, value));

/** Total over size, where no unit counts further off than a few standard deviations. */
function winsorised(
  counts: readonly number[],
  sizes: readonly number[],
  varianceOf: (expected: number, size: number) => number,
): number {
  const size = sizes.reduce((all, one) => all + one, 0);
  if (size === 0) return 0;
  let level = (counts.reduce((all, one) => all + one, 0) + 0.5) / (size + 0.5 * (size / counts.length));
  for (let round = 0; round < 3; round++) {
    const kept = counts.map((count, i) => {
      const expected = level * (sizes[i] ?? 0);
      return (
        expected + clamp(count - expected, WINSOR_Z * Math.sqrt(varianceOf(expected, sizes[i] ?? 0)) + 1)
      );
    });
    level =
      Math.max(0, kept.reduce((all, one) => all + one, 0) + 0.5) / (size + 0.5 * (size / counts.length));
  }
  return level;
}

/**
 * How much more the past units scatter than chance lets them, as a factor of the variance; for windows of several days more, as
 * far as days that follow each other deviate together.
 */
function dispersionOf(
  deviations: readonly (readonly [deviation: number, variance: number])[],
  nDays: number,
): number {
  const scores = deviations.flatMap(([deviation, variance]) =>
    variance >= 0.5 ? [deviation / Math.sqrt(variance)] : [],
  );
  if (scores.length < LEAST_HISTORY_DAYS) return LEAST_DISPERSION;
  const seen = median(scores.map((score) => score ** 2)) / CHI_SQUARED_MEDIAN;
  const spread = Math.max(
    LEAST_DISPERSION,
    (seen * scores.length + LEAST_DISPERSION * PRIOR_UNITS) / (scores.length + PRIOR_UNITS),
  );
  if (nDays === 1) return spread;
  const kept = scores.map((score) => clamp(score, WINSOR_Z));
  const centre = mean(kept);
  const own = kept.reduce((all, score) => all + (score - centre) ** 2, 0);
  const lagged = kept
    .slice(1)
    .reduce((all, score, i) => all + (score - centre) * ((kept[i] ?? 0) - centre), 0);
  const together = own === 0 ? 0 : Math.min(0.5, Math.max(0, lagged / own - 2 / Math.sqrt(kept.length)));
  return spread * (1 + ((2 * together * (nDays - 1)) / nDays) * Math.min(nDays, 1 / (1 - together)));
}

/** The signed root of twice the log likelihood ratio of two rates (or shares), with half a count taken off for continuity. */
function rootOfLikelihoodRatio(
  [count, size]: readonly [number, number],
  [before, sizeBefore]: readonly [number, number],
  expected: number,
  isShare = false,
): number {
  const sign = Math.sign(count - expected);
  const off = Math.max(0, Math.abs(count - expected) - 0.5);
  const seen = Math.max(0, expected + sign * off);
  const pooled = (seen + before) / (size + sizeBefore);
  const ratio = isShare
    ? likelihood(seen, size, pooled) + likelihood(before, sizeBefore, pooled)
    : rateLikelihood(seen, size, pooled) + rateLikelihood(before, sizeBefore, pooled);
  return sign * Math.sqrt(2 * Math.max(0, ratio));
}

const termOf = (count: number, expected: number): number =>
  count <= 0 ? 0 : count * Math.log(count / expected);

const rateLikelihood = (count: number, size: number, rate: number): number => termOf(count, rate * size);

const likelihood = (count: number, size: number, share: number): number =>
  termOf(count, share * size) + termOf(size - count, (1 - share) * size);

/** The hours of a day range: `n` days from the day that begins at `from`. */
export const daysFrom = (from: number, n: number): HourRange => ({ from, to: from + n * HOURS_A_DAY });
