import { InvalidArgumentError } from 'commander';

/** A day (UTC) as an option's value. */
export function parseDay(text: string): string {
  const ms = /^(?:19[7-9]\d|2[01]\d\d)-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // 2026-02-30 is read as the 2nd of March.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError(
      'Expected a day of the calendar, as YYYY-MM-DD, of the years 1970 to 2199.',
    );
  return text;
}
