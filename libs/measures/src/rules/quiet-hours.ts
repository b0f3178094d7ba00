import type { Rule } from '@convoscope/contracts';

type QuietHours = Rule['quietHours'][number];

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  formats.set(zone, format);
  return format;
}

/** The time on a clock of the zone, and the weekday there. */
function clockIn(zone: string, ms: number): { minutes: number; weekday: string } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return {
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
    weekday: (parts['weekday'] ?? '').toLowerCase(),
  };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Whether an instant lies in quiet hours: by the clock of their zone, on the weekdays on which they begin. The same times: the whole day. */
export function isQuietAt(quiet: QuietHours, ms: number): boolean {
  const { minutes, weekday } = clockIn(quiet.zone, ms);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const isOn = (day: string): boolean => quiet.days === undefined || (quiet.days as string[]).includes(day);
  if (from < to) return isOn(weekday) && minutes >= from && minutes < to;
  const before = WEEKDAYS[(WEEKDAYS.indexOf(weekday as (typeof WEEKDAYS)[number]) + 6) % 7] ?? '';
  return (isOn(weekday) && minutes >= from) || (isOn(before) && minutes < to);
}
