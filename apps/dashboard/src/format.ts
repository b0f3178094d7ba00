const numbers = new Intl.NumberFormat('en');
const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const instants = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** All dates on the page are UTC, as the data is. */
export const formatNumber = (value: number): string => numbers.format(value);
export const formatScore = (value: number | null | undefined): string =>
  value == null ? '–' : value.toFixed(2);
export const formatPercent = (share: number | null): string =>
  share === null ? '–' : `${Math.round(share * 100)} %`;
export const formatDay = (iso: string): string => days.format(new Date(iso));
export const formatInstant = (iso: string): string => instants.format(new Date(iso));

export function formatSeconds(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** `billing-and-payments` as people read it; names that are written in a way of their own stay so. */
export const toWords = (id: string): string => {
  if (NAMES[id] !== undefined) return NAMES[id];
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const NAMES: Readonly<Record<string, string | undefined>> = { mongodb: 'MongoDB', nocodb: 'NocoDB' };

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** `German (de)`; a code that names no language stays as it is. */
export function toLanguage(code: string): string {
  if (code === 'und') return 'Unknown';
  try {
    const name = languageNames.of(code);
    return name === undefined ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}

/** Bytes in the largest unit (1000s) that leaves a number of at least one. */
export function formatBytes(bytes: number): string {
  const unit = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** unit;
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`;
}

const SHARES = new Set([
  ...['share', 'error-rate', 'refusal-rate', 'unusual-rate', 'poor-quality', 'dissatisfaction'],
]);

/** What a metric's value means: latency in seconds, shares in per cent, counts as they are. */
export function formatMetric(metric: string, value: number): string {
  if (metric.includes('latency')) return formatSeconds(value);
  if (SHARES.has(metric)) return `${(value * 100).toFixed(1)} %`;
  return Number.isInteger(value) ? formatNumber(value) : value.toFixed(value >= 10 ? 0 : 2);
}
