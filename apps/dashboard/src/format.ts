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

/** `billing-and-payments` as people read it. */
export const toWords = (id: string): string => {
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
