import { choosePeriod } from './period.ts';
import { seasonAfter, splitSeries } from './stl/seasonal-split.ts';

/** A series without its season, and the season to go on with. */
export interface Deseasonalised {
  readonly level: Float64Array;
  readonly cycles: readonly Float64Array[];
}

/** Takes the season (found, told, or none) out of a series, so that only changes of its level and noise are left. */
export function takeOutSeason(series: Float64Array, period: number): Deseasonalised {
  const chosen = choosePeriod(series, period);
  if (chosen === 1) return { level: series, cycles: [] };
  const { season, cycles } = splitSeries(series, [chosen]);
  return { level: series.map((value, i) => value - season[i]), cycles };
}

/** The values after the series without the season that goes on. */
export const takeOutNext = (series: Float64Array, cycles: readonly Float64Array[]): Float64Array =>
  series.map((value, i) => value - seasonAfter(cycles, i));
