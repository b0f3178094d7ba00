import type { Load } from './simulate-day.ts';

const HOUR = 3_600;

/** Of the mean: little at night, two peaks in office hours of about twice the mean. The shares of the hours add up to 24. */
const OFFICE_HOURS = [
  ...[0.2, 0.15, 0.15, 0.15, 0.2, 0.3, 0.5, 0.9, 1.5, 1.9, 2.1, 2.0],
  ...[1.6, 1.8, 2.0, 2.0, 1.8, 1.4, 1.0, 0.8, 0.6, 0.45, 0.3, 0.2],
];

/** A day of people: from hour to hour without steps. */
export const officeDay =
  (meanPerSecond: number): Load =>
  (second) => {
    const hour = Math.floor(second / HOUR) % 24;
    const share = (second % HOUR) / HOUR;
    const [now = 0, next = 0] = [OFFICE_HOURS[hour], OFFICE_HOURS[(hour + 1) % 24]];
    return meanPerSecond * (now + share * (next - now));
  };

/** The same day, with a burst at four in the morning, when one replica is enough: for twenty minutes three times the mean, from one second to the next. */
export const burstDay =
  (meanPerSecond: number): Load =>
  (second) =>
    second >= 4 * HOUR && second < 4 * HOUR + 1_200 ? 3 * meanPerSecond : officeDay(meanPerSecond)(second);

/** The same day, whose source does not answer from nine to ten and then gives the hour at 500 events a second beside what comes. */
export function outageDay(meanPerSecond: number): Load {
  const usual = officeDay(meanPerSecond);
  let missed = 0;
  for (let second = 9 * HOUR; second < 10 * HOUR; second++) missed += usual(second);
  const catchUpSeconds = Math.ceil(missed / 500);
  return (second) => {
    if (second >= 9 * HOUR && second < 10 * HOUR) return 0;
    const isCatchingUp = second >= 10 * HOUR && second < 10 * HOUR + catchUpSeconds;
    return usual(second) + (isCatchingUp ? missed / catchUpSeconds : 0);
  };
}
