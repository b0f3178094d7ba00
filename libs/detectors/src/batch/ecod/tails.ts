import { countAtMost, countBelow, skewness } from '@convoscope/statistics';
import { columnOf, type Matrix } from '../../convention/matrix.ts';

/** Empirical distribution of each feature: sorted columns after one another, and the sign of each skewness. */
export interface Tails {
  readonly sorted: Float64Array;
  readonly skewSigns: Float64Array;
  readonly nRows: number;
}

export function fitTails(table: Matrix): Tails {
  const { nRows, nFeatures } = table;
  const sorted = new Float64Array(nRows * nFeatures);
  const skewSigns = new Float64Array(nFeatures);
  for (let j = 0; j < nFeatures; j++) {
    const column = columnOf(table, j);
    skewSigns[j] = Math.sign(skewness(column));
    sorted.set(column.sort(), j * nRows);
  }
  return { sorted, skewSigns, nRows };
}

/**
 * -log of the left tail share P(X <= x) and of the right tail share P(X >= x) of feature `j`.
 * A value beyond all learnt ones counts as half a row, so that it outranks them and stays finite.
 */
export function tailSurprise(tails: Tails, j: number, value: number): { left: number; right: number } {
  const { nRows } = tails;
  const column = tails.sorted.subarray(j * nRows, (j + 1) * nRows);
  const below = countBelow(column, value);
  // Equal values follow in a run, mostly a short one: galloping over it is cheaper than a second search.
  let atMost = below;
  for (let step = 1; atMost < nRows && column[atMost] === value; step *= 2)
    atMost =
      column[Math.min(atMost + step, nRows) - 1] === value
        ? Math.min(atMost + step, nRows)
        : atMost + countAtMost(column.subarray(atMost, Math.min(atMost + step, nRows)), value);
  return { left: -Math.log((atMost || 0.5) / nRows), right: -Math.log((nRows - below || 0.5) / nRows) };
}

/** Surprise on the side the distribution leans away from: left for a left tail, right for a right one, both when even. */
export function skewedSurprise(skewSign: number, left: number, right: number): number {
  if (skewSign < 0) return left;
  return skewSign > 0 ? right : left + right;
}

/** Sum over features of `part`, for every row. */
export function sumOverFeatures(
  table: Matrix,
  part: (feature: number, value: number) => number,
): Float64Array {
  const scores = new Float64Array(table.nRows);
  // Feature by feature: a sorted column stays in the cache.
  for (let j = 0; j < table.nFeatures; j++)
    for (let i = 0; i < table.nRows; i++) scores[i] += part(j, table.data[i * table.nFeatures + j]);
  return scores;
}
