import { Cron } from 'croner';

const HOUR_MS = 3_600_000;
/** Times that are looked at for how close they lie. */
const LOOKED_AT = 60;
/** From here times are tried: any instant does, as long as it is the same each time. */
const TRIED_FROM = new Date('2026-01-01T00:00:00Z');

const timesOf = (cron: string, zone: string): Cron =>
  new Cron(cron, { timezone: zone, paused: true, mode: '5-part', legacyMode: true });

/**
 * The next time after an instant; null where none comes. By the clock of the zone: a time that the clock leaps over in spring comes right after the leap, one that
 * it shows twice in autumn comes once.
 */
export const nextTime = ({ cron, zone }: { cron: string; zone: string }, after: Date): Date | null =>
  timesOf(cron, zone).nextRun(after);

/** The next times after an instant, at most `limit`. */
export const nextTimes = (times: { cron: string; zone: string }, after: Date, limit: number): Date[] =>
  timesOf(times.cron, times.zone).nextRuns(limit, after);

/** Times up to an instant, from one that is itself one of them. The newest `most` of them, and how many older ones there were. */
export function timesUpTo(
  times: { cron: string; zone: string },
  { first, now }: { first: Date; now: Date },
  most: number,
): { due: Date[]; nOlder: number; next: Date | null } {
  const cron = timesOf(times.cron, times.zone);
  const due: Date[] = [];
  let nOlder = 0;
  let at: Date | null = first;
  while (at !== null && at <= now) {
    due.push(at);
    if (due.length > most) {
      due.shift();
      nOlder += 1;
    }
    at = cron.nextRun(at);
  }
  return { due, nOlder, next: at };
}

/** What is wrong with times, and how to mend it; null where nothing is. */
export function faultOfTimes(cron: string, zone: string): string | null {
  const form = 'write five fields: minute, hour, day of the month, month, weekday, such as "0 8 * * 1"';
  if (cron.trim().split(/\s+/).length !== 5) return form;
  let runs: Date[];
  try {
    runs = timesOf(cron, zone).nextRuns(LOOKED_AT, TRIED_FROM);
  } catch (error) {
    return `${(error as Error).message.replace(/^Cron\w+: /, '')}; ${form}`;
  }
  if (runs.length === 0) return `no such time ever comes; ${form}`;
  const isTooClose = runs.some((run, i) => i > 0 && Number(run) - Number(runs[i - 1]) < HOUR_MS);
  return isTooClose ? 'comes more than once an hour: write one minute, such as "0 8 * * 1"' : null;
}
