import { between, type Random } from './expand-template.ts';
import type { Person } from './people.ts';
import { pickWeighted } from './seeded-random.ts';

/** First day, a Monday, and the number of days: the last one is a Sunday. All times are UTC. */
export const FIRST_DAY = Date.UTC(2026, 9, 5);
export const N_DAYS = 42;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const WEEKDAY_WEIGHTS = [1, 1.08, 1.05, 1, 0.9, 0.55, 0.48];
/** People write in the day, most before noon and in the early evening. */
const HOUR_WEIGHTS = [
  1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 8, 10, 10.5, 9.5, 8, 8.5, 9, 9, 8.5, 8, 7.5, 7.5, 7, 5.5, 3.5, 2,
];
const MILLISECONDS = 1000;

/** How many conversations a day has, before incidents, for a total over all days; the use grows slowly. */
export function planDays(total: number, random: Random): readonly number[] {
  const weights = Array.from(
    { length: N_DAYS },
    (_, day) => WEEKDAY_WEIGHTS[day % 7]! * (1 + day / 200) * (0.93 + 0.14 * random()),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => Math.round((total * weight) / sum));
}

/** A moment on a day at which this person would write. */
export function momentOn(day: number, person: Person, random: Random): number {
  const hour = (pickWeighted(HOUR_WEIGHTS, random) + person.hourShift + 24) % 24;
  return (
    FIRST_DAY + day * DAY_MS + hour * HOUR_MS + between(0, HOUR_MS / MILLISECONDS - 1, random) * MILLISECONDS
  );
}

/** A moment on a day between two hours. */
export function momentBetween(day: number, fromHour: number, toHour: number, random: Random): number {
  const seconds = between(fromHour * 3600, toHour * 3600 - 1, random);
  return FIRST_DAY + day * DAY_MS + seconds * MILLISECONDS;
}

/** The UTC day as `YYYY-MM-DD`. */
export function dateOf(day: number): string {
  return new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
}

/** Which of the days a moment lies on. */
export function dayOf(moment: number): number {
  return Math.floor((moment - FIRST_DAY) / DAY_MS);
}
