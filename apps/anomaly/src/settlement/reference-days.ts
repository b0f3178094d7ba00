import { HOUR_MS, HOURS_A_DAY } from '../incidents/timeline.ts';

/** How many conversations of each day there are to compare with, for all days from the first to the last. */
export interface DaySizes {
  readonly first: number;
  readonly last: number;
  /** Days since 1970; 0 where there are none. */
  at(day: number): number;
}

/** Conversations that stand for a day in a reference. */
export const SAMPLE_OF_A_DAY = 64;
/** Days before a conversation's own that its reference reaches back at least. */
export const REFERENCE_DAYS = 28;
/** Fewest conversations of a reference, where there are as many: below it reaches further back, and at the beginning forward. */
export const LEAST_REFERENCE = 1000;

/**
 * The days whose samples a day is judged against: its own and the 27 before it, further back until there are enough conversations, and,
 * where there is nothing before, the days after it. A function of the sizes of the days alone.
 */
export function referenceDays(day: number, sizes: DaySizes): number[] {
  const days: number[] = [];
  let n = 0;
  const take = (one: number): void => {
    if (sizes.at(one) === 0) return;
    days.push(one);
    n += Math.min(SAMPLE_OF_A_DAY, sizes.at(one));
  };
  for (let back = day; back >= sizes.first && (back > day - REFERENCE_DAYS || n < LEAST_REFERENCE); back--)
    take(back);
  for (let ahead = day + 1; ahead <= sizes.last && n < LEAST_REFERENCE; ahead++) take(ahead);
  return days;
}

/** Days that may be judged against another reference when some days have changed: those whose reference has one of them. */
export function dependentDays(changed: ReadonlySet<number>, sizes: DaySizes): number[] {
  const [from, to] = [Math.min(...changed), Math.max(...changed)];
  const isReached = (day: number): boolean => referenceDays(day, sizes).some((one) => changed.has(one));
  const days: number[] = [];
  // A reference is contiguous but for empty days: the first day without one of them ends the search on either side.
  for (let day = from - 1; day >= sizes.first; day--) {
    if (sizes.at(day) === 0) continue;
    if (!isReached(day)) break;
    days.push(day);
  }
  for (let day = from; day <= sizes.last; day++) {
    if (sizes.at(day) === 0) continue;
    if (isReached(day)) days.push(day);
    else if (day > to) break;
  }
  return days.sort((a, b) => a - b);
}

const DAY_MS = HOURS_A_DAY * HOUR_MS;
export const toDay = (hourOrDate: string): number =>
  Date.parse(`${hourOrDate.slice(0, 10)}T00:00:00.000Z`) / DAY_MS;
export const toDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
