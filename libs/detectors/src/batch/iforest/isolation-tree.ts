import { nextInteger, nextUniform, type Random } from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';

/** A forest in flat arrays: node `i` splits `feature[i]` at `threshold[i]`; its children are `left[i]` and `left[i] + 1`. */
export interface Forest {
  /** -1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  /** Training rows that reached the node. */
  readonly cover: Int32Array;
  /** At a leaf: depth plus the expected depth of its unsplit rows. */
  readonly pathLength: Float64Array;
  readonly roots: Int32Array;
  /** Rows each tree was grown from. */
  readonly sampleSize: number;
}

/** Mean path length of an unsuccessful search in a binary search tree of `n` keys (Liu et al. 2008, equation 1). */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n;
}

/** Grows trees one after another into arrays that double when full. */
export class ForestBuilder {
  #feature = new Int32Array(1024);
  #threshold = new Float64Array(1024);
  #left = new Int32Array(1024);
  #cover = new Int32Array(1024);
  #pathLength = new Float64Array(1024);
  #nNodes = 0;
  readonly #roots: number[] = [];
  readonly #table: Matrix;
  readonly #maxDepth: number;
  readonly #random: Random;

  constructor(table: Matrix, maxDepth: number, random: Random) {
    this.#table = table;
    this.#maxDepth = maxDepth;
    this.#random = random;
  }

  /** Grows one tree from `rows` (reordered in place). */
  grow(rows: Int32Array): void {
    this.#roots.push(this.#nNodes);
    const root = this.#allocate(1);
    this.#split(root, rows, 0, rows.length, 0);
  }

  finish(sampleSize: number): Forest {
    const n = this.#nNodes;
    return {
      feature: this.#feature.slice(0, n),
      threshold: this.#threshold.slice(0, n),
      left: this.#left.slice(0, n),
      cover: this.#cover.slice(0, n),
      pathLength: this.#pathLength.slice(0, n),
      roots: Int32Array.from(this.#roots),
      sampleSize,
    };
  }

  #allocate(count: number): number {
    const at = this.#nNodes;
    this.#nNodes += count;
    if (this.#nNodes > this.#feature.length) {
      const grown = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
      const size = this.#feature.length * 2;
      this.#feature = grown(this.#feature, new Int32Array(size));
      this.#threshold = grown(this.#threshold, new Float64Array(size));
      this.#left = grown(this.#left, new Int32Array(size));
      this.#cover = grown(this.#cover, new Int32Array(size));
      this.#pathLength = grown(this.#pathLength, new Float64Array(size));
    }
    return at;
  }

  #split(node: number, rows: Int32Array, start: number, end: number, depth: number): void {
    this.#cover[node] = end - start;
    this.#feature[node] = -1;
    const cut = depth < this.#maxDepth && end - start > 1 ? this.#chooseCut(rows, start, end) : undefined;
    if (cut === undefined) {
      this.#pathLength[node] = depth + averagePathLength(end - start);
      return;
    }
    const { data, nFeatures } = this.#table;
    let middle = start;
    for (let i = start; i < end; i++) {
      const row = rows[i];
      if (data[row * nFeatures + cut.feature] > cut.threshold) continue;
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
    const left = this.#allocate(2);
    this.#feature[node] = cut.feature;
    this.#threshold[node] = cut.threshold;
    this.#left[node] = left;
    this.#split(left, rows, start, middle, depth + 1);
    this.#split(left + 1, rows, middle, end, depth + 1);
  }

  /** A uniform cut of a feature that varies here; constant features are passed over, as in scikit-learn. */
  #chooseCut(
    rows: Int32Array,
    start: number,
    end: number,
  ): { feature: number; threshold: number } | undefined {
    const { data, nFeatures } = this.#table;
    const first = nextInteger(this.#random, nFeatures);
    for (let tried = 0; tried < nFeatures; tried++) {
      // Random features first; then every one in turn, so that a lone varying column is found in a wide table.
      const feature =
        tried < 8
          ? tried === 0
            ? first
            : nextInteger(this.#random, nFeatures)
          : (first + tried) % nFeatures;
      let low = Infinity;
      let high = -Infinity;
      for (let i = start; i < end; i++) {
        const value = data[rows[i] * nFeatures + feature];
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high > low) {
        const threshold = low + nextUniform(this.#random) * (high - low);
        return { feature, threshold: threshold < high ? threshold : low };
      }
    }
    return this.#firstVarying(rows, start, end);
  }

  /** The rare case that random tries missed every varying feature. */
  #firstVarying(
    rows: Int32Array,
    start: number,
    end: number,
  ): { feature: number; threshold: number } | undefined {
    const { data, nFeatures } = this.#table;
    for (let feature = 0; feature < nFeatures; feature++) {
      const low = data[rows[start] * nFeatures + feature];
      for (let i = start + 1; i < end; i++) {
        const value = data[rows[i] * nFeatures + feature];
        if (value !== low) return { feature, threshold: Math.min(low, value) };
      }
    }
    return undefined;
  }
}

/** Mean path length of row `row` of `data` over all trees. Cost: O(trees x depth). */
export function meanPathLength(forest: Forest, data: Float64Array, offset: number): number {
  const { feature, threshold, left, pathLength, roots } = forest;
  let sum = 0;
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t];
    for (let f = feature[node]; f >= 0; f = feature[node])
      node = left[node] + (data[offset + f] > threshold[node] ? 1 : 0);
    sum += pathLength[node];
  }
  return sum / roots.length;
}
