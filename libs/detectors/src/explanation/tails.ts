import { DataError } from '@convoscope/statistics';
import { validateMatrix, type Matrix } from '../convention/matrix.ts';

/** Where one value of a row lies among the values of its feature. */
export interface FeatureTail {
  readonly feature: number;
  /** The side of the nearer end. */
  readonly side: 'low' | 'high';
  /** Share of rows at least as far out on that side, in (0, 1]; a value beyond all counts as half a row. */
  readonly tailShare: number;
  /** -log of `tailShare`: 0.7 for the median, 4.6 for one in a hundred. */
  readonly surprise: number;
}

/**
 * How far out in its own feature each value of `row` is, most surprising first: a plain second opinion beside any detector, and exactly what
 * `ecod` and `copod` add up. Unusual combinations of usual values do not show. Cost: O(rows x features).
 */
export function describeTails(table: Matrix, row: Float64Array): FeatureTail[] {
  validateMatrix(table, row.length);
  const { data, nRows, nFeatures } = table;
  const tails = Array.from(row, (value, feature): FeatureTail => {
    if (!Number.isFinite(value)) throw new DataError(`feature ${feature} of the row is ${value}`);
    let [atMost, atLeast] = [0, 0];
    for (let at = feature; at < data.length; at += nFeatures) {
      if (data[at] <= value) atMost++;
      if (data[at] >= value) atLeast++;
    }
    const tailShare = (Math.min(atMost, atLeast) || 0.5) / nRows;
    return {
      feature,
      side: atMost < atLeast ? 'low' : 'high',
      tailShare,
      surprise: -Math.log(tailShare),
    };
  });
  return tails.sort((a, b) => b.surprise - a.surprise || a.feature - b.feature);
}
