import { nextInteger, nextUniform, type Random } from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';
import { squaredDistanceTo } from './squared-distance.ts';

/** Squared distance of each row to its nearest centre so far, and which one that is. */
interface Nearest {
  readonly distance: Float64Array;
  readonly centre: Int32Array;
}

/** Takes row `chosen` in as centre number `c`; returns the sum of the distances. */
function addCentre(
  table: Matrix,
  centres: Float64Array,
  chosen: number,
  c: number,
  nearest: Nearest,
): number {
  const { data, nRows, nFeatures: p } = table;
  const { distance, centre } = nearest;
  const query = data.slice(chosen * p, (chosen + 1) * p);
  centres.set(query, c * p);
  // A row nearer to its centre than half the way from there to the new one stays: no distance needed (triangle inequality).
  const halfway = new Float64Array(c);
  for (let b = 0; b < c; b++) halfway[b] = squaredDistanceTo(query, centres, b * p) / 4;
  let total = 0;
  for (let i = 0, at = 0; i < nRows; i++, at += p) {
    if (c === 0 || distance[i] > halfway[centre[i]]) {
      const d = squaredDistanceTo(query, data, at);
      if (d < distance[i]) {
        distance[i] = d;
        centre[i] = c;
      }
    }
    total += distance[i];
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

/**
 * `k` rows as first centres, each next one drawn in proportion to its squared distance from those before (k-means++).
 * Cost: at most O(k x rows x features). Source: Arthur and Vassilvitskii, SODA 2007, as published (one candidate a centre).
 */
export function seedCentres(table: Matrix, k: number, random: Random): Matrix {
  const { nRows, nFeatures } = table;
  const centres = new Float64Array(k * nFeatures);
  const nearest = { distance: new Float64Array(nRows).fill(Infinity), centre: new Int32Array(nRows) };
  let total = addCentre(table, centres, nextInteger(random, nRows), 0, nearest);
  for (let c = 1; c < k; c++)
    total = addCentre(table, centres, drawRow(nearest.distance, total, random), c, nearest);
  return { data: centres, nRows: k, nFeatures };
}
