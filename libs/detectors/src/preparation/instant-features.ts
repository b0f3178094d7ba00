const HOUR_MS = 3_600_000;
const DAYS_A_YEAR = 365.2425;

/** A circle of each: so that 23:59 lies beside 00:00, Sunday beside Monday, December beside January. */
export const INSTANT_FEATURES = [
  'day.sin',
  'day.cos',
  'week.sin',
  'week.cos',
  'year.sin',
  'year.cos',
] as const;

const onCircle = (share: number): [number, number] => [
  Math.sin(2 * Math.PI * share),
  Math.cos(2 * Math.PI * share),
];

/** Time of the day, day of the week and time of the year (UTC) as points on circles; NaN for an instant that is NaN. */
export function encodeInstant(atMs: number): number[] {
  const hours = atMs / HOUR_MS;
  // The first of January 1970 was a Thursday; weeks begin on Monday.
  const day = Math.floor(hours / 24) + 3;
  return [
    ...onCircle((hours % 24) / 24),
    ...onCircle((day % 7) / 7),
    ...onCircle((hours / 24 / DAYS_A_YEAR) % 1),
  ];
}
