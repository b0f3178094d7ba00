import type { ReportPeriod } from './events/work-events.ts';

const DAY_MS = 86_400_000;

/** First day of the day, ISO week (from Monday on) or calendar month around a day, all in UTC. */
function firstDayOf(period: ReportPeriod, date: string): string {
  if (period === 'daily') return date;
  if (period === 'monthly') return `${date.slice(0, 7)}-01`;
  const at = new Date(`${date}T00:00:00Z`);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The id of the report of the period around a day.
 *
 * @example
 * reportIdOf('weekly', '2026-01-07'); // 'weekly-2026-01-05'
 */
export const reportIdOf = (period: ReportPeriod, date: string): string =>
  `${period}-${firstDayOf(period, date)}`;
