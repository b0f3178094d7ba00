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

/** What an id of a report looks like: `weekly-2026-01-05`, or by a template `weekly-2026-01-05.support`, with filters `….support.1f0c9a2e`. */
export const REPORT_ID =
  /^(daily|weekly|monthly)-\d{4}-\d{2}-\d{2}(\.[a-z0-9][a-z0-9-]{0,62})?(\.[0-9a-f]{8})?$/;
