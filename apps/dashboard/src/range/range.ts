/** Days in the address: a number of the newest ones, or from one to another. Without any, the newest thirty. */
export interface RangeSearch {
  last?: Preset;
  from?: string;
  to?: string;
  compare?: 'none';
}

export const PRESETS = ['7d', '30d', '90d', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day, both inclusive (UTC). */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const DEFAULT: Preset = '30d';

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A day that the calendar has; what a slip made is as if it were not there. */
function parseDay(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^(?:19[7-9]\d|2[01]\d\d)-\d\d-\d\d$/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) || toDay(ms) !== value ? undefined : value;
}

const isPreset = (value: unknown): value is Preset => PRESETS.some((preset) => preset === value);

/** What the address says; the other way round where `from` is after `to`. */
export function parseRangeSearch({ last, from, to, compare }: Record<string, unknown>): RangeSearch {
  const compared: RangeSearch = compare === 'none' ? { compare: 'none' } : {};
  const [first, second] = [parseDay(from), parseDay(to)];
  if (first === undefined && second === undefined)
    return isPreset(last) && last !== DEFAULT ? { last, ...compared } : compared;
  const [a, b] = [first ?? second ?? '', second ?? first ?? ''];
  return a <= b ? { from: a, to: b, ...compared } : { from: b, to: a, ...compared };
}

export const shiftDay = (day: string, byDays: number): string => toDay(Date.parse(day) + byDays * DAY_MS);

export const countDays = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** Every day of the range, also those without anything. */
export const eachDay = (days: Days): string[] =>
  Array.from({ length: countDays(days) }, (_, index) => shiftDay(days.from, index));

/** The days that are meant: presets end on the newest day that has conversations. */
export function resolveRange(
  search: RangeSearch,
  extent: { first: string; last: string } | null,
): Days | null {
  const { from, to, last = DEFAULT } = search;
  if (from !== undefined && to !== undefined) return { from, to };
  if (extent === null) return null;
  if (last === 'all') return { from: extent.first, to: extent.last };
  return { from: shiftDay(extent.last, 1 - Number.parseInt(last, 10)), to: extent.last };
}

/** Days that mostly lack conversations say nothing of how much there is now. */
const LEAST_COVERED = 0.8;
export const coversEnough = (nBefore: number, nNow: number): boolean => nBefore >= LEAST_COVERED * nNow;

/** As many days, right before. */
export const daysBefore = (days: Days): Days => ({
  from: shiftDay(days.from, -countDays(days)),
  to: shiftDay(days.from, -1),
});
