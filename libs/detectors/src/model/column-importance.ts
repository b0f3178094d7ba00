import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../convention/matrix.ts';
import type { Feature } from '../preparation/feature-pipeline.ts';

/** How much of the scores comes from a column. */
export interface ColumnImportance {
  readonly column: string;
  /** Mean change of a row's score when the column's values change places between rows, as a share of all columns' changes: they sum to 1, or are all 0. */
  readonly share: number;
}

/** Rows whose values change places; each column costs one score of them. */
const N_ROWS = 256;

function withShuffled(matrix: Matrix, features: readonly number[], order: ArrayLike<number>): Matrix {
  const data = matrix.data.slice();
  for (let row = 0; row < matrix.nRows; row++)
    for (const feature of features)
      data[row * matrix.nFeatures + feature] = matrix.data[order[row] * matrix.nFeatures + feature];
  return { ...matrix, data };
}

/**
 * Permutation importance of whole columns: all features of a column move together. The largest first.
 * What makes rows stand out counts most: their scores move most. Source: Breiman (2001), section 10; scores instead of an error, since there need be no labels.
 */
export function measureColumns(
  detector: BatchDetector,
  table: Matrix,
  features: readonly Feature[],
  seed: number,
): ColumnImportance[] {
  const random = createRandom(seed);
  const nRows = Math.min(N_ROWS, table.nRows);
  const rows = selectRows(table, sampleWithoutReplacement(table.nRows, nRows, random));
  const before = detector.score(rows);
  const order = sampleWithoutReplacement(nRows, nRows, random);
  const changes = [...new Set(features.map(({ column }) => column))].map((column) => {
    const own = [...features.keys()].filter((feature) => features[feature].column === column);
    const after = detector.score(withShuffled(rows, own, order));
    const change = after.reduce((sum, score, row) => sum + Math.abs(score - before[row]), 0) / nRows;
    return { column, change };
  });
  const total = changes.reduce((sum, { change }) => sum + change, 0);
  return changes
    .map(({ column, change }) => ({ column, share: total > 0 ? change / total : 0 }))
    .sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1));
}
