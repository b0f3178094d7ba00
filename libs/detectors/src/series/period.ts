import { findPeriod, findPeriods } from '@convoscope/statistics';
import { integer } from '../convention/params.ts';

/** The parameter of every detector that knows seasons. */
export const periodParam = integer(
  0,
  0,
  1_000_000,
  'Values in a season (24 for hours with a daily rhythm); 1 for none, 0 finds it in the fitted series.',
);

/** The period that was asked for, or the one found; 1 where it does not fit into the series twice. */
export function choosePeriod(series: Float64Array, asked: number): number {
  const period = asked === 0 ? findPeriod(series) : asked;
  return series.length >= 2 * period ? period : 1;
}

/** The periods that were asked for, or those found, ascending; those that do not fit in twice left out. */
export function choosePeriods(series: Float64Array, asked: readonly number[]): number[] {
  const given = asked.filter((period) => period > 1);
  const periods = given.length > 0 || asked[0] === 1 ? given : findPeriods(series);
  return [...new Set(periods)].filter((period) => series.length >= 2 * period).sort((a, b) => a - b);
}
