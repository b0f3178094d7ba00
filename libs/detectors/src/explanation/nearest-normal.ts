import { rowOf, validateMatrix, type Matrix } from '../convention/matrix.ts';
import type { ExplainableDetector } from './attribution.ts';
import { runToEnd } from './steps.ts';

/** An ordinary row like the one asked about. */
export interface NormalExample {
  readonly index: number;
  readonly distance: number;
}

/** Rows judged between two yields of a search that nobody interrupts. */
const ROWS_AT_ONCE = 4096;

interface Search {
  readonly detector: Pick<ExplainableDetector, 'score' | 'threshold'>;
  readonly table: Matrix;
  readonly row: Float64Array;
  readonly rowsPerStep: number;
}

function euclidean(a: Float64Array, b: Float64Array): number {
  let square = 0;
  for (let j = 0; j < a.length; j++) square += (a[j] - b[j]) ** 2;
  return Math.sqrt(square);
}

/** Keeps `found` ascending by distance and at most `count` long; the earlier of equal ones stays first. */
function insert(found: NormalExample[], example: NormalExample, count: number): void {
  if (found.length === count && example.distance >= found[count - 1].distance) return;
  const at = found.findIndex((other) => other.distance > example.distance);
  found.splice(at < 0 ? found.length : at, 0, example);
  found.length = Math.min(found.length, count);
}

/** Rows that are not called anomalous. */
export interface NormalRows {
  /** Those nearest to the row, nearest first. */
  readonly nearest: NormalExample[];
  /** The one with the lowest score; undefined when every row is anomalous. */
  readonly calmest: NormalExample | undefined;
}

/** Looks for the `count` nearest normal rows and the most ordinary one; yields after each `rowsPerStep` rows. */
export function* nearestNormalSteps(
  { detector, table, row, rowsPerStep }: Search,
  count: number,
): Generator<void, NormalRows, void> {
  validateMatrix(table, row.length);
  const nearest: NormalExample[] = [];
  let calmest: NormalExample | undefined;
  let lowest = Infinity;
  const p = table.nFeatures;
  for (let start = 0; start < table.nRows; start += rowsPerStep) {
    const nRows = Math.min(rowsPerStep, table.nRows - start);
    const data = table.data.subarray(start * p, (start + nRows) * p);
    detector.score({ data, nRows, nFeatures: p }).forEach((score, i) => {
      if (score > detector.threshold) return;
      const example = { index: start + i, distance: euclidean(rowOf(table, start + i), row) };
      insert(nearest, example, count);
      if (score < lowest) [calmest, lowest] = [example, score];
    });
    yield;
  }
  return { nearest, calmest };
}

/**
 * The row of `table` nearest to `row` (Euclidean; scale the features first) that the detector does not call anomalous; undefined when
 * all are. Cost: one scoring of the table and a pass over it.
 */
export const findNearestNormal = (
  detector: Search['detector'],
  table: Matrix,
  row: Float64Array,
): NormalExample | undefined =>
  runToEnd(nearestNormalSteps({ detector, table, row, rowsPerStep: ROWS_AT_ONCE }, 1)).nearest[0];
