import { ALL, SUM_FIELDS, type Slice, type Sums } from './conversation-fact.ts';

export const HOUR_MS = 3_600_000;
export const HOURS_A_DAY = 24;

/** The sums of one slice in one hour. */
export interface HourlySums extends Sums {
  slice: Slice;
  /** Hours since 1970 (UTC). */
  hour: number;
}

/** The sums of a slice over any range of hours, in constant time. */
export interface Timeline {
  readonly slice: Slice;
  /** Hours from `a` to `b`, `b` excluded, counted from the first hour of all timelines. */
  sum(field: keyof Sums, a: number, b: number): number;
}

/** Every slice over the same hours. */
export interface Timelines {
  /** The first hour (since 1970) and how many there are. */
  readonly firstHour: number;
  readonly nHours: number;
  readonly all: Timeline;
  readonly slices: readonly Timeline[];
}

/**
 * Timelines of all slices between two days (`from` and `to` included). Cost: time and memory grow with slices x hours,
 * never with conversations.
 */
export function toTimelines(cells: readonly HourlySums[], from: string, to: string): Timelines {
  const firstHour = Date.parse(from) / HOUR_MS;
  const nHours = Date.parse(to) / HOUR_MS + HOURS_A_DAY - firstHour;
  const bySlice = Map.groupBy(cells, ({ slice }) => nameOf(slice));
  const timelines = [...bySlice]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, ofSlice]) => toTimeline(ofSlice, firstHour, nHours));
  const all = timelines.find(({ slice }) => slice.dimension === 'all');
  return {
    ...{ firstHour, nHours, all: all ?? toTimeline([], firstHour, nHours) },
    slices: timelines.filter((one) => one !== all),
  };
}

export const nameOf = ({ dimension, label }: Slice): string => `${dimension} ${label}`;

/** Values of a dimension that are watched: the most frequent; what is rarer has too few conversations to judge. */
const MOST_LABELS = 40;
/** A slice with this share of all conversations is all conversations. */
const NEARLY_ALL = 0.95;

/** The slices that are worth watching in a range of hours: all, and of each dimension the most frequent. */
export function watchedSlices({ all, slices }: Timelines, from: number, to: number): Timeline[] {
  const nAll = all.sum('n', from, to);
  const sized = slices
    .map((timeline) => ({ timeline, n: timeline.sum('n', from, to) }))
    .filter(({ n }) => n > 0 && n < NEARLY_ALL * nAll)
    .sort((a, b) => b.n - a.n || (nameOf(a.timeline.slice) < nameOf(b.timeline.slice) ? -1 : 1));
  const byDimension = Map.groupBy(sized, ({ timeline }) => timeline.slice.dimension);
  const watched = [...byDimension.values()].flatMap((ofDimension) => ofDimension.slice(0, MOST_LABELS));
  return [all, ...watched.map(({ timeline }) => timeline)];
}

function toTimeline(cells: readonly HourlySums[], firstHour: number, nHours: number): Timeline {
  const width = nHours + 1;
  const sums = new Float64Array(SUM_FIELDS.length * width);
  for (const cell of cells) {
    const at = cell.hour - firstHour;
    if (at < 0 || at >= nHours) continue;
    SUM_FIELDS.forEach(
      (field, f) => (sums[f * width + at + 1] = (sums[f * width + at + 1] ?? 0) + cell[field]),
    );
  }
  SUM_FIELDS.forEach((_, f) => {
    for (let i = f * width + 1; i < (f + 1) * width; i++) sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0);
  });
  const offsets = Object.fromEntries(SUM_FIELDS.map((field, f) => [field, f * width]));
  return {
    slice: cells[0]?.slice ?? ALL,
    sum(field, a, b) {
      const offset = offsets[field] ?? 0;
      return (sums[offset + Math.min(nHours, b)] ?? 0) - (sums[offset + Math.max(0, a)] ?? 0);
    },
  };
}
