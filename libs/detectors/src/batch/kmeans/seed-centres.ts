import { nextInteger, nextUniform, type Random } from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';
import { squaredDistanceTo } from './squared-distance.ts';

/** Squared distance of each row to its nearest centre so far, and which one that is. */
interface Nearest {
  readonly distance: Float64Array;
  readonly centre: Int32Array;
}

/** Writes into `next` what `nearest` becomes with row `chosen` as centre number `c`; returns the sum of the distances. */
function tryCentre(
  table: Matrix,
  centres: Float64Array,
  { chosen, c }: { chosen: number; c: number },
  nearest: Nearest,
  next: Nearest,
): number {
  const { data, nRows, nFeatures: p } = table;
  const { distance, centre } = nearest;
  const query = data.slice(chosen * p, (chosen + 1) * p);
  // A row nearer to its centre than half the way from there to the new one stays: no distance needed (triangle inequality).
  const halfway = new Float64Array(c);
  for (let b = 0; b < c; b++) halfway[b] = squaredDistanceTo(query, centres, b * p) / 4;
  let total = 0;
  for (let i = 0, at = 0; i < nRows; i++, at += p) {
    const d = c === 0 || distance[i] > halfway[centre[i]] ? squaredDistanceTo(query, data, at) : Infinity;
    const isNearer = d < distance[i];
    next.distance[i] = isNearer ? d : distance[i];
    next.centre[i] = isNearer ? c : centre[i];
    total += next.distance[i];
  }
  return total;
}

/** A row drawn in proportion to `weights`, which sum to `total`. */
function drawRow(weights: Float64Array, total: number, random: Random): number {
  let left = nextUniform(random) * total;
  let row = 0;
  while (row < weights.length - 1 && (left -= weights[row]) > 0) row++;
  return row;
}

const createNearest = (nRows: number): Nearest => ({
  distance: new Float64Array(nRows).fill(Infinity),
  centre: new Int32Array(nRows),
});

/**
 * `k` rows as first centres: for each next one a few candidates are drawn in proportion to their squared distance from those before, and
 * the one that leaves the least distance is taken (greedy k-means++). Cost: at most O(k log k x rows x features).
 * Source: Arthur and Vassilvitskii, SODA 2007, section 5.1; 2 + log k candidates as scikit-learn.
 */
export function seedCentres(table: Matrix, k: number, random: Random): Matrix {
  const { nRows, nFeatures: p } = table;
  const centres = new Float64Array(k * p);
  const nTrials = 2 + Math.floor(Math.log(k));
  let [nearest, best, spare] = [createNearest(nRows), createNearest(nRows), createNearest(nRows)];
  let total = 0;
  for (let c = 0; c < k; c++) {
    let [least, row] = [Infinity, 0];
    for (let trial = 0; trial < (c === 0 ? 1 : nTrials); trial++) {
      const chosen = c === 0 ? nextInteger(random, nRows) : drawRow(nearest.distance, total, random);
      const left = tryCentre(table, centres, { chosen, c }, nearest, spare);
      if (left >= least) continue;
      [least, row] = [left, chosen];
      [best, spare] = [spare, best];
    }
    [nearest, best] = [best, nearest];
    centres.set(table.data.subarray(row * p, (row + 1) * p), c * p);
    total = least;
  }
  return { data: centres, nRows: k, nFeatures: p };
}
