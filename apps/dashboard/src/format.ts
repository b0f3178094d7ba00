let locale = 'en';
const made = new Map<string, unknown>();

/** How numbers, dates and names of languages are written from now on. */
export function setFormatLocale(wanted: string): void {
  locale = wanted;
  made.clear();
}

/** Makes a formatter once for the locale. */
function once<T>(key: string, make: (locale: string) => T): T {
  if (!made.has(key)) made.set(key, make(locale));
  return made.get(key) as T;
}

const date = (key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once(key, (of) => new Intl.DateTimeFormat(of, { ...options, timeZone: 'UTC' }));

const number = (key: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  once(key, (of) => new Intl.NumberFormat(of, options));

/** Stands where nothing is known. */
export const UNKNOWN = '–';

export const formatNumber = (value: number): string => number('number').format(value);

/** With its sign, such as `+0.08`: of a scale around zero. */
export const formatSigned = (value: number | null | undefined): string =>
  value == null
    ? UNKNOWN
    : number('signed', {
        ...{ signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2 },
      }).format(value);

export const formatScore = (value: number | null | undefined): string =>
  value == null
    ? UNKNOWN
    : number('score', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

export const formatPercent = (share: number | null | undefined, digits = 0): string =>
  share == null
    ? UNKNOWN
    : number(`percent${digits}`, { style: 'percent', maximumFractionDigits: digits }).format(share);

/** All dates on the page are UTC, as the data is. */
export const formatDay = (iso: string): string => date('day', { dateStyle: 'medium' }).format(new Date(iso));
export const formatShortDay = (iso: string): string =>
  date('short-day', { day: 'numeric', month: 'short' }).format(new Date(iso));
export const formatInstant = (iso: string): string =>
  date('instant', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
export const formatDays = (from: string, to: string): string =>
  from === to
    ? formatDay(from)
    : date('day', { dateStyle: 'medium' }).formatRange(new Date(from), new Date(to));

/** From one instant to another, saying only once what both share. */
export const formatInstants = (from: string, to: string): string =>
  date('instant', { dateStyle: 'medium', timeStyle: 'short' }).formatRange(new Date(from), new Date(to));

const unit = (value: number, of: string, digits: number): string =>
  number(`${of}${digits}`, {
    ...{ style: 'unit', unit: of, unitDisplay: 'short', maximumFractionDigits: digits },
  }).format(value);

export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds == null) return UNKNOWN;
  if (seconds < 60) return unit(seconds, 'second', seconds < 10 ? 1 : 0);
  if (seconds < 3600) return unit(seconds / 60, 'minute', 0);
  return seconds < 172_800 ? unit(seconds / 3600, 'hour', 1) : unit(seconds / 86_400, 'day', 0);
}

/** Bytes in the largest unit (1000s) that leaves a number of at least one. */
export function formatBytes(bytes: number): string {
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  const of = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'][power] ?? 'byte';
  return unit(value, of, power === 0 || value >= 100 ? 0 : 1);
}

/** `in 3 minutes`, `2 hours ago`. */
export function formatAge(atMs: number, nowMs: number): string {
  const seconds = (atMs - nowMs) / 1000;
  const [of, length] = (
    [
      ['day', 86_400],
      ['hour', 3_600],
      ['minute', 60],
    ] as const
  ).find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return once('age', (wanted) => new Intl.RelativeTimeFormat(wanted, { numeric: 'auto' })).format(
    Math.round(seconds / length),
    of,
  );
}

export const formatList = (items: readonly string[]): string =>
  once('list', (of) => new Intl.ListFormat(of, { type: 'conjunction' })).format(items);

/** `billing_and_payments` as people read it: for names that no catalogue knows. */
export function toWords(id: string): string {
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `German`; a code that names no language stays as it is. */
export function nameLanguage(code: string): string {
  const names = once(
    'languages',
    (of) => new Intl.DisplayNames(of, { type: 'language', fallback: 'none', languageDisplay: 'standard' }),
  );
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
