import { nextInteger, nextUniform, type Random } from '@convoscope/statistics';
import { rowOf, type Matrix } from '../../convention/matrix.ts';

/** Centres, row-major, and for each row the centre it belongs to. */
export interface Clustering {
  readonly centres: Matrix;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  /** Sum of squared distances to the centres. */
  readonly inertia: number;
}

export function squaredDistance(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  p: number,
): number {
  let sum = 0;
  for (let j = 0; j < p; j++) {
    const d = a[aAt + j] - b[bAt + j];
    sum += d * d;
  }
  return sum;
}

/** The nearest centre of a row and its squared distance. */
export function nearestCentre(
  centres: Matrix,
  data: Float64Array,
  at: number,
): { centre: number; distance: number } {
  let centre = 0;
  let distance = Infinity;
  for (let c = 0; c < centres.nRows; c++) {
    const d = squaredDistance(centres.data, c * centres.nFeatures, data, at, centres.nFeatures);
    if (d < distance) {
      distance = d;
      centre = c;
    }
  }
  return { centre, distance };
}

/** k-means++ seeding, the best of a few candidates a centre. Source: Arthur and Vassilvitskii, SODA 2007. */
function seedCentres(table: Matrix, k: number, random: Random): Matrix {
  const { data, nRows, nFeatures: p } = table;
  const centres = new Float64Array(k * p);
  const nearest = new Float64Array(nRows).fill(Infinity);
  const add = (c: number, row: number): void => {
    centres.set(rowOf(table, row), c * p);
    for (let i = 0; i < nRows; i++)
      nearest[i] = Math.min(nearest[i], squaredDistance(data, i * p, centres, c * p, p));
  };
  add(0, nextInteger(random, nRows));
  const nCandidates = 2 + Math.floor(Math.log(k));
  for (let c = 1; c < k; c++) {
    const total = nearest.reduce((sum, d) => sum + d, 0);
    let best = 0;
    let bestCost = Infinity;
    for (let candidate = 0; candidate < nCandidates; candidate++) {
      let left = nextUniform(random) * total;
      let row = 0;
      while (row < nRows - 1 && (left -= nearest[row]) > 0) row++;
      let cost = 0;
      for (let i = 0; i < nRows; i++)
        cost += Math.min(nearest[i], squaredDistance(data, i * p, data, row * p, p));
      if (cost < bestCost) {
        bestCost = cost;
        best = row;
      }
    }
    add(c, best);
  }
  return { data: centres, nRows: k, nFeatures: p };
}

function assign(table: Matrix, centres: Matrix, labels: Int32Array): { inertia: number; changed: number } {
  let inertia = 0;
  let changed = 0;
  for (let i = 0; i < table.nRows; i++) {
    const { centre, distance } = nearestCentre(centres, table.data, i * table.nFeatures);
    if (labels[i] !== centre) changed++;
    labels[i] = centre;
    inertia += distance;
  }
  return { inertia, changed };
}

/** Lloyd's algorithm to convergence, from one k-means++ start. A centre that lost all rows stays where it was. */
function cluster(table: Matrix, k: number, random: Random): Clustering {
  const p = table.nFeatures;
  const centres = seedCentres(table, k, random);
  const labels = new Int32Array(table.nRows).fill(-1);
  const sizes = new Int32Array(k);
  let { inertia } = assign(table, centres, labels);
  for (let step = 0; step < 300; step++) {
    const sums = new Float64Array(k * p);
    sizes.fill(0);
    for (let i = 0; i < table.nRows; i++) {
      sizes[labels[i]]++;
      for (let j = 0; j < p; j++) sums[labels[i] * p + j] += table.data[i * p + j];
    }
    for (let at = 0; at < sums.length; at++)
      if (sizes[Math.floor(at / p)] > 0) centres.data[at] = sums[at] / sizes[Math.floor(at / p)];
    const next = assign(table, centres, labels);
    inertia = next.inertia;
    if (next.changed === 0) break;
  }
  sizes.fill(0);
  labels.forEach((label) => sizes[label]++);
  return { centres, labels, sizes, inertia };
}

/** The best of `nStarts` clusterings into `k` groups. Cost: O(starts x iterations x rows x k x features). */
export function fitKMeans(table: Matrix, k: number, random: Random, nStarts = 1): Clustering {
  let best = cluster(table, k, random);
  for (let start = 1; start < nStarts; start++) {
    const next = cluster(table, k, random);
    if (next.inertia < best.inertia) best = next;
  }
  return best;
}
