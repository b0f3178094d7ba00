import { DataError } from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import { rowOf, validateMatrix, type Matrix } from '../convention/matrix.ts';

/** An ordinary row like the one asked about. */
export interface NormalExample {
  readonly index: number;
  readonly distance: number;
}

/**
 * The row of `table` nearest to `row` (Euclidean; scale the features first) that the detector does not call anomalous; undefined when
 * all are. Cost: one scoring of the table and a pass over it.
 */
export function findNearestNormal(
  detector: BatchDetector,
  table: Matrix,
  row: Float64Array,
): NormalExample | undefined {
  validateMatrix(table, row.length);
  const isAnomalous = detector.predict(table);
  let nearest: NormalExample | undefined;
  for (let i = 0; i < table.nRows; i++) {
    if (isAnomalous[i]) continue;
    const own = rowOf(table, i);
    let square = 0;
    for (let j = 0; j < row.length; j++) square += (own[j] - row[j]) ** 2;
    if (nearest === undefined || Math.sqrt(square) < nearest.distance)
      nearest = { index: i, distance: Math.sqrt(square) };
  }
  return nearest;
}

/** The row as it could have been to be called ordinary. */
export interface Counterfactual {
  readonly row: Float64Array;
  /** Features that were changed, in the order they were. */
  readonly changed: number[];
  readonly score: number;
}

/**
 * Replaces features of `row` by those of the nearest normal row of `table`, each time the one that lowers the score most, until the
 * detector calls it ordinary. Few features changed, all to values that occur. Throws `DataError` when every row of `table` is anomalous.
 * Cost: up to features^2 / 2 scores.
 */
export function findCounterfactual(
  detector: BatchDetector,
  table: Matrix,
  row: Float64Array,
): Counterfactual {
  const nearest = findNearestNormal(detector, table, row);
  if (nearest === undefined) throw new DataError('a counterfactual needs a row that is not anomalous');
  const target = rowOf(table, nearest.index);
  const current = Float64Array.from(row);
  const scoreOf = (candidate: Float64Array): number =>
    detector.score({ data: candidate, nRows: 1, nFeatures: candidate.length })[0];
  const changed: number[] = [];
  let score = scoreOf(current);
  while (score > detector.threshold) {
    const open = Array.from(row.keys()).filter((j) => current[j] !== target[j]);
    if (open.length === 0) break;
    const trials = open.map((j) => scoreOf(current.with(j, target[j])));
    const best = trials.indexOf(Math.min(...trials));
    current[open[best]] = target[open[best]];
    changed.push(open[best]);
    score = trials[best];
  }
  return { row: current, changed, score };
}
