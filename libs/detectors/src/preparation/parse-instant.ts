const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const SLASHED = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

const offsetMinutes = (zone: string | undefined): number => {
  if (zone === undefined || /^(Z|UTC)$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

function utcOf(parts: readonly (string | undefined)[]): number {
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0));
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC takes the 31st of June for the 1st of July, and the month 13 for January.
  const isReal = new Date(atMs).getUTCDate() === day && new Date(atMs).getUTCMonth() === month - 1;
  return isReal && hour < 24 && minute < 60 && second < 61 ? atMs : NaN;
}

/**
 * The instant that a text names, in ms since 1970; NaN where it names none. Takes ISO 8601 (date, or date and time with T or a blank,
 * seconds and fraction optional) and year/month/day. Without a time zone it is UTC, wherever the process runs.
 * @example parseInstant('2014-02-14 14:30:00') // 1392388200000
 */
export function parseInstant(text: string): number {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) {
    const fraction = iso[7] === undefined ? 0 : Number(`0.${iso[7]}`) * 1000;
    return utcOf(iso.slice(1, 7)) + fraction - offsetMinutes(iso[8]) * 60_000;
  }
  const slashed = SLASHED.exec(trimmed);
  return slashed ? utcOf(slashed.slice(1, 7)) : NaN;
}

/** Above these, a number of that unit would lie after the year 5138: so it counts a finer unit. */
const UNITS: readonly (readonly [limit: number, perMs: number])[] = [
  [1e11, 1e-3],
  [1e14, 1],
  [1e17, 1e3],
  [Infinity, 1e6],
];

/** A Unix time as ms, whether it counts seconds, milliseconds, microseconds or nanoseconds (by its size). */
export function instantOfNumber(value: number): number {
  const unit = UNITS.find(([limit]) => Math.abs(value) < limit);
  return unit === undefined ? NaN : value / unit[1];
}
