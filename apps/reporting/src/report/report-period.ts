import { reportIdOf, type ReportPeriod } from '@convoscope/contracts';

const DAY_MS = 86_400_000;

export interface DayRange {
  /** First day, `YYYY-MM-DD` (UTC). */
  from: string;
  /** Last day, inclusive. */
  to: string;
}

export interface PeriodRange extends DayRange {
  reportId: string;
  period: ReportPeriod;
}

export const addDays = (date: string, nDays: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + nDays * DAY_MS).toISOString().slice(0, 10);

/** Days from the first to the last, both counted. */
export const nDaysIn = ({ from, to }: DayRange): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;

export const daysIn = (range: DayRange): string[] =>
  Array.from({ length: Math.max(0, nDaysIn(range)) }, (_, i) => addDays(range.from, i));

const isoWeekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

function rangeAround(period: ReportPeriod, date: string): DayRange {
  if (period === 'daily') return { from: date, to: date };
  if (period === 'weekly') {
    const from = addDays(date, -isoWeekday(date));
    return { from, to: addDays(from, 6) };
  }
  const from = `${date.slice(0, 7)}-01`;
  const next = addDays(`${date.slice(0, 7)}-28`, 4);
  return { from, to: addDays(`${next.slice(0, 7)}-01`, -1) };
}

/** The day, ISO week (Monday to Sunday) or calendar month around a day, all in UTC. */
export function periodAround(period: ReportPeriod, date: string): PeriodRange {
  const range = rangeAround(period, date);
  return { reportId: reportIdOf(period, date), period, ...range };
}

/** The period before. Of a period still open (`lastDay` before its end) only as many days: otherwise every open week looks like a collapse. */
export function rangeBefore({ period, from, to }: PeriodRange, lastDay: string): DayRange {
  const before = periodAround(period, addDays(from, -1));
  if (lastDay >= to) return { from: before.from, to: before.to };
  const nElapsed = Math.max(1, nDaysIn({ from, to: lastDay < from ? from : lastDay }));
  const end = addDays(before.from, nElapsed - 1);
  return { from: before.from, to: end < before.to ? end : before.to };
}
