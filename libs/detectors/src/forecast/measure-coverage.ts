import { createReach } from './intervals.ts';
import type { RolledErrors } from './roll-origin.ts';

/** How often values of the past lay inside intervals that knew nothing of them. */
export interface MeasuredCoverage {
  /** Forecasts that were held against a value. */
  readonly nForecasts: number;
  /** Share inside, by probability asked for. */
  readonly of80: number;
  readonly of95: number;
}

const N_PARTS = 4;
/** Values that intervals are made of at least. */
const FEWEST = 12;

/**
 * Goes through the tested part of a series: the intervals of each quarter of its later two thirds are made of errors seen before it. Null where the
 * series is too short for that.
 */
export function measureCoverage({ errors, growth, stride }: RolledErrors): MeasuredCoverage | null {
  const first = Math.floor(errors.length / 3);
  if (first * stride < FEWEST) return null;
  let [nForecasts, in80, in95] = [0, 0, 0];
  for (let part = 0; part < N_PARTS; part++) {
    const from = first + Math.floor(((errors.length - first) * part) / N_PARTS);
    const to = first + Math.floor(((errors.length - first) * (part + 1)) / N_PARTS);
    const known = errors.slice(0, from).map((row, i) => row.subarray(0, (from - i) * stride));
    const reach = createReach(known, growth, from * stride);
    const [narrow, wide] = [reach(0.8), reach(0.95)];
    for (const row of errors.slice(from, to))
      row.forEach((error, h) => {
        nForecasts += 1;
        if (Math.abs(error) <= narrow[h]) in80 += 1;
        if (Math.abs(error) <= wide[h]) in95 += 1;
      });
  }
  return { nForecasts, of80: in80 / nForecasts, of95: in95 / nForecasts };
}
