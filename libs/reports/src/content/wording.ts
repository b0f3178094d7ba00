const integerFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export const toCount = (n: number): string => integerFormat.format(n);
export const toPercent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;
/** With its sign, and a real minus. */
export const toSigned = (value: number, digits = 2): string => {
  const shown = Math.abs(value).toFixed(digits);
  return Number(shown) === 0 ? shown : `${value < 0 ? '−' : '+'}${shown}`;
};

/** `account_access` or `account-access` as people write it. */
export function toWords(label: string): string {
  const words = label.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DATE = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const;
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const toDay = (day: string): string => new Intl.DateTimeFormat('en-GB', DATE).format(at(day));
export const toShortDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(at(day));

/** `5–11 January 2026`, as short as it can be. */
export const toDayRange = (from: string, to: string): string =>
  from === to ? toDay(from) : new Intl.DateTimeFormat('en-GB', DATE).formatRange(at(from), at(to));

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** English name of an ISO 639 code. */
export function toLanguageName(code: string): string {
  if (code === 'und') return 'Undetermined';
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

export function toDuration(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
