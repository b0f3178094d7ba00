import type { Random } from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';
import { seedCentres } from './seed-centres.ts';
import { loadQuery, squaredDistanceTo } from './squared-distance.ts';

/** Centres, row-major, and for each row the centre it belongs to. */
export interface Clustering {
  readonly centres: Matrix;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
}

/** The centre nearest to `row`. */
export function nearestCentre(centres: Matrix, row: Float64Array): number {
  const p = row.length;
  let nearest = 0;
  let least = Infinity;
  for (let c = 0, at = 0; c < centres.nRows; c++, at += p) {
    const d = squaredDistanceTo(row, centres.data, at);
    if (d >= least) continue;
    least = d;
    nearest = c;
  }
  return nearest;
}

/** Squared distance of each row to its nearest centre. Cost: O(rows x centres x features). */
export function distancesToNearest(centres: Matrix, { data, nRows, nFeatures: p }: Matrix): Float64Array {
  const row = new Float64Array(p);
  const distances = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    loadQuery(row, data, i * p);
    distances[i] = squaredDistanceTo(row, centres.data, nearestCentre(centres, row) * p);
  }
  return distances;
}

/**
 * Lloyd's algorithm with Hamerly's bounds: each row keeps an upper bound of the distance to its centre and a lower one of that to any
 * other, which the centres' moves loosen; most rows then need no distance at all. The result is Lloyd's, step for step.
 * Source: Hamerly, SDM 2010.
 */
class BoundedLloyd {
  readonly #table: Matrix;
  readonly #centres: Float64Array;
  readonly #k: number;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  readonly #sums: Float64Array;
  /** Distances between centres. */
  readonly #gaps: Float64Array;
  readonly #row: Float64Array;
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;

  constructor(table: Matrix, centres: Matrix) {
    this.#table = table;
    this.#centres = centres.data;
    this.#k = centres.nRows;
    this.labels = new Int32Array(table.nRows);
    this.sizes = new Int32Array(this.#k);
    this.#sums = new Float64Array(centres.data.length);
    this.#gaps = new Float64Array(this.#k * this.#k);
    this.#row = new Float64Array(table.nFeatures);
    this.#upper = new Float64Array(table.nRows);
    this.#lower = new Float64Array(table.nRows);
    for (let i = 0; i < table.nRows; i++) {
      loadQuery(this.#row, table.data, i * table.nFeatures);
      this.#searchAll(i);
      this.#count(this.labels[i], 1);
    }
  }

  /** Distances from the loaded row `i` to all centres: the nearest becomes the label, the two smallest the bounds. */
  #searchAll(i: number): void {
    const row = this.#row;
    const centres = this.#centres;
    let nearest = 0;
    let least = Infinity;
    let second = Infinity;
    for (let c = 0, at = 0; at < centres.length; c++, at += row.length) {
      const d = squaredDistanceTo(row, centres, at);
      if (d < least) {
        second = least;
        least = d;
        nearest = c;
      } else if (d < second) second = d;
    }
    this.labels[i] = nearest;
    this.#upper[i] = Math.sqrt(least);
    this.#lower[i] = Math.sqrt(second);
  }

  /** As `searchAll` for a row `own` away from its centre: centres at least twice as far from that one need no distance, only its bound. */
  #searchAround(i: number, own: number): void {
    const row = this.#row;
    const centres = this.#centres;
    const p = row.length;
    const label = this.labels[i];
    const gaps = this.#gaps;
    let nearest = label;
    let least = own;
    let second = Infinity;
    for (let c = 0, gapAt = label * this.#k; c < this.#k; c++, gapAt++) {
      if (c === label) continue;
      const bound = gaps[gapAt] - own;
      const d = bound >= own ? bound : Math.sqrt(squaredDistanceTo(row, centres, c * p));
      if (d < least) {
        second = least;
        least = d;
        nearest = c;
      } else if (d < second) second = d;
    }
    this.labels[i] = nearest;
    this.#upper[i] = least;
    this.#lower[i] = second;
  }

  /** Counts the loaded row to a centre, or takes it away. */
  #count(label: number, sign: 1 | -1): void {
    const row = this.#row;
    this.sizes[label] += sign;
    for (let j = 0, at = label * row.length; j < row.length; j++, at++) this.#sums[at] += sign * row[j];
  }

  /** Moves the centres to the means of their rows; one that has lost all stays. Returns how far each moved. */
  moveCentres(): Float64Array {
    const p = this.#table.nFeatures;
    const moves = new Float64Array(this.#k);
    for (let c = 0; c < this.#k; c++) {
      if (this.sizes[c] === 0) continue;
      let square = 0;
      for (let at = c * p; at < (c + 1) * p; at++) {
        const next = this.#sums[at] / this.sizes[c];
        square += (next - this.#centres[at]) ** 2;
        this.#centres[at] = next;
      }
      moves[c] = Math.sqrt(square);
    }
    return moves;
  }

  /** Distances between the centres; returns half the smallest of each: a row closer than that to its own need not look around. */
  #measureGaps(): Float64Array {
    const p = this.#table.nFeatures;
    const reaches = new Float64Array(this.#k).fill(Infinity);
    for (let a = 0; a < this.#k; a++) {
      const centre = this.#centres.subarray(a * p, (a + 1) * p);
      for (let b = 0; b < this.#k; b++) {
        const gap = Math.sqrt(squaredDistanceTo(centre, this.#centres, b * p));
        this.#gaps[a * this.#k + b] = gap;
        if (a !== b && gap / 2 < reaches[a]) reaches[a] = gap / 2;
      }
    }
    return reaches;
  }

  /** Assigns every row anew after `moves`; returns how many changed their centre. */
  assign(moves: Float64Array): number {
    const { data, nRows, nFeatures: p } = this.#table;
    const { labels } = this;
    const [centres, row, upper, lower] = [this.#centres, this.#row, this.#upper, this.#lower];
    const largest = moves.reduce((most, move) => Math.max(most, move), 0);
    const reaches = this.#measureGaps();
    let changed = 0;
    for (let i = 0; i < nRows; i++) {
      const label = labels[i];
      const others = (lower[i] -= largest);
      const own = (upper[i] += moves[label]);
      const reach = reaches[label];
      const limit = reach > others ? reach : others;
      if (own < limit) continue;
      loadQuery(row, data, i * p);
      const exact = Math.sqrt(squaredDistanceTo(row, centres, label * p));
      upper[i] = exact;
      if (exact < limit) continue;
      this.#searchAround(i, exact);
      const next = labels[i];
      if (next === label) continue;
      changed++;
      this.#count(label, -1);
      this.#count(next, 1);
    }
    return changed;
  }
}

const MAX_STEPS = 300;
/** Centres that together moved less than this share of the mean variance have settled (scikit-learn's `tol`). */
const SETTLED = 1e-4;

function meanVariance({ data, nRows, nFeatures: p }: Matrix): number {
  const sums = new Float64Array(p);
  const squares = new Float64Array(p);
  for (let i = 0, at = 0; i < nRows; i++)
    for (let j = 0; j < p; j++, at++) {
      // Around the first row, so that a large offset does no harm.
      const d = data[at] - data[j];
      sums[j] += d;
      squares[j] += d * d;
    }
  let total = 0;
  for (let j = 0; j < p; j++) total += squares[j] / nRows - (sums[j] / nRows) ** 2;
  return total / p;
}

/** From one k-means++ start until no row changes its centre or the centres have settled. */
function cluster(table: Matrix, k: number, random: Random): Clustering {
  const centres = seedCentres(table, k, random);
  const lloyd = new BoundedLloyd(table, centres);
  const settled = SETTLED * meanVariance(table);
  for (let step = 0; step < MAX_STEPS; step++) {
    const moves = lloyd.moveCentres();
    const changed = lloyd.assign(moves);
    if (changed === 0 || moves.reduce((sum, move) => sum + move * move, 0) <= settled) break;
  }
  return { centres, labels: lloyd.labels, sizes: lloyd.sizes };
}

/** The best of `nStarts` clusterings into `k` groups. Cost: at most O(starts x iterations x rows x k x features), mostly a fraction of it. */
export function fitKMeans(table: Matrix, k: number, random: Random, nStarts = 1): Clustering {
  let best = cluster(table, k, random);
  let least = nStarts > 1 ? inertiaOf(best, table) : 0;
  for (let start = 1; start < nStarts; start++) {
    const next = cluster(table, k, random);
    const inertia = inertiaOf(next, table);
    if (inertia >= least) continue;
    least = inertia;
    best = next;
  }
  return best;
}

/** Sum of squared distances to the nearest centres. */
const inertiaOf = ({ centres }: Clustering, table: Matrix): number =>
  distancesToNearest(centres, table).reduce((sum, d) => sum + d, 0);
