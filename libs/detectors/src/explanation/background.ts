import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { fitKMeans } from '../batch/kmeans/lloyd.ts';
import { rowOf, selectRows, validateMatrix, type Matrix } from '../convention/matrix.ts';

/** A few rows that stand for a table, and the share of its rows that each stands for (they sum to 1). */
export interface Background {
  readonly table: Matrix;
  readonly weights: Float64Array;
}

/** Rows that clusters are sought among: an even sample of a large table is as good. */
const MAX_ROWS = 2000;

/**
 * Summarises a table to at most `nRows` of its own rows: k-means, each centre replaced by the row nearest to it, weighted by the
 * size of the cluster. A table that small already is taken as it is. Scale the features first.
 * Throws `DataError` on an empty table or NaN. Cost: O(2000 x rows x features) an iteration. Source: as the `kmeans` of the shap library.
 */
export function summarizeBackground(
  table: Matrix,
  { nRows = 20, seed = 0 }: { nRows?: number; seed?: number } = {},
): Background {
  validateMatrix(table);
  if (table.nRows <= nRows) return { table, weights: new Float64Array(table.nRows).fill(1 / table.nRows) };
  const random = createRandom(seed);
  const sample = selectRows(table, sampleWithoutReplacement(table.nRows, MAX_ROWS, random));
  const { centres, labels, sizes } = fitKMeans(sample, nRows, random);
  const nearest = new Int32Array(nRows);
  const distances = new Float64Array(nRows).fill(Infinity);
  labels.forEach((centre, i) => {
    const middle = rowOf(centres, centre);
    const distance = rowOf(sample, i).reduce((sum, value, j) => sum + (value - middle[j]) ** 2, 0);
    if (distance >= distances[centre]) return;
    distances[centre] = distance;
    nearest[centre] = i;
  });
  const kept = [...sizes.keys()].filter((centre) => sizes[centre] > 0);
  return {
    table: selectRows(
      sample,
      kept.map((centre) => nearest[centre]),
    ),
    weights: Float64Array.from(kept, (centre) => sizes[centre] / sample.nRows),
  };
}

/** One row as a background: contributions then explain the difference to it. */
export const singleRowBackground = (row: Float64Array): Background => ({
  table: { data: row, nRows: 1, nFeatures: row.length },
  weights: Float64Array.of(1),
});
