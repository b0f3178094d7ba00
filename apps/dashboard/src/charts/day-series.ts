import type { Schemas } from '@convoscope/client';
import { formatDay, formatShortDay } from '../format.ts';
import { eachDay, type Days } from '../range/range.ts';
import type { DaySeries } from './options/day-options.ts';

type DayFigures = Schemas['Summary']['days'][number];

/** One value of each day of the range. `whenAbsent`: of a day without conversations, which the summary leaves out. */
export function valuesOf(
  days: Days,
  figures: readonly DayFigures[],
  value: (day: DayFigures) => number | null,
  whenAbsent: number | null,
): (number | null)[] {
  const byDate = new Map(figures.map((day) => [day.date, day]));
  return eachDay(days).map((date) => {
    const found = byDate.get(date);
    return found === undefined ? whenAbsent : value(found);
  });
}

/** How dates are written on the page, for a chart. */
export const writeDates: Pick<DaySeries['write'], 'date' | 'shortDate'> = {
  date: formatDay,
  shortDate: formatShortDay,
};

/** Where from a series rose or fell to, in the numbers that a sentence about it needs; null where it has no values. */
export function extremesOf(
  dates: readonly string[],
  values: readonly (number | null)[],
): Record<'lowest' | 'highest' | 'newest', { date: string; value: number }> | null {
  const known = dates.flatMap((date, index) => {
    const value = values[index];
    return value == null ? [] : [{ date, value }];
  });
  const newest = known.at(-1);
  if (newest === undefined) return null;
  return {
    newest,
    lowest: known.reduce((a, b) => (b.value < a.value ? b : a)),
    highest: known.reduce((a, b) => (b.value > a.value ? b : a)),
  };
}
