import type { Matrix } from '../convention/matrix.ts';

/** A k-d tree over a copy of the points in leaf order; plain arrays, so that it can be saved inside a model. */
export interface KdTree {
  readonly points: Float64Array;
  /** Row of the original table behind each point of `points`. */
  readonly rows: Int32Array;
  readonly nRows: number;
  readonly nFeatures: number;
  /** Node `i` has children 2i + 1 and 2i + 2; a leaf has axis -1. */
  readonly axis: Int32Array;
  readonly cut: Float64Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Points in a leaf: small enough to prune, large enough that the inner loop dominates. */
const LEAF_SIZE = 16;

function widestAxis(
  data: Float64Array,
  rows: Int32Array,
  range: { start: number; end: number },
  p: number,
): number {
  let best = -1;
  let bestSpread = 0;
  for (let j = 0; j < p; j++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = range.start; i < range.end; i++) {
      const value = data[rows[i] * p + j];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > bestSpread) {
      bestSpread = high - low;
      best = j;
    }
  }
  return best;
}

/** Orders `rows` so that the middle one holds the median of column `axis` (Hoare's quickselect). */
function selectMedian(
  data: Float64Array,
  rows: Int32Array,
  range: { start: number; end: number },
  at: { p: number; axis: number },
): number {
  const { p, axis } = at;
  const middle = (range.start + range.end) >>> 1;
  let low = range.start;
  let high = range.end - 1;
  while (low < high) {
    const pivot = data[rows[(low + high) >>> 1] * p + axis];
    let i = low;
    let j = high;
    while (i <= j) {
      while (data[rows[i] * p + axis] < pivot) i++;
      while (data[rows[j] * p + axis] > pivot) j--;
      if (i > j) break;
      const kept = rows[i];
      rows[i++] = rows[j];
      rows[j--] = kept;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else break;
  }
  return middle;
}

/** From so many features on a tree rules out nothing: it is one leaf, its points in the order of the table. Source: scikit-learn's choice. */
const WIDE = 16;
export const isWide = ({ nFeatures }: { readonly nFeatures: number }): boolean => nFeatures >= WIDE;

/** Builds the tree. Cost: O(rows log rows x features) time, O(rows x features) memory. */
export function buildKdTree(table: Matrix): KdTree {
  const { data, nRows, nFeatures: p } = table;
  const rows = Int32Array.from({ length: nRows }, (_, i) => i);
  const depth = isWide(table) ? 0 : Math.max(0, Math.ceil(Math.log2(nRows / LEAF_SIZE)));
  const nNodes = 2 ** (depth + 1) - 1;
  const axis = new Int32Array(nNodes).fill(-1);
  const cut = new Float64Array(nNodes);
  const start = new Int32Array(nNodes);
  const end = new Int32Array(nNodes);
  end[0] = nRows;
  for (let node = 0; node < nNodes; node++) {
    const range = { start: start[node], end: end[node] };
    if (2 * node + 2 >= nNodes || range.end - range.start <= LEAF_SIZE) continue;
    const along = widestAxis(data, rows, range, p);
    if (along < 0) continue;
    const middle = selectMedian(data, rows, range, { p, axis: along });
    axis[node] = along;
    cut[node] = data[rows[middle] * p + along];
    [start[2 * node + 1], end[2 * node + 1]] = [range.start, middle];
    [start[2 * node + 2], end[2 * node + 2]] = [middle, range.end];
  }
  const points = new Float64Array(nRows * p);
  for (let i = 0; i < nRows; i++) points.set(data.subarray(rows[i] * p, (rows[i] + 1) * p), i * p);
  return { points, rows, nRows, nFeatures: p, axis, cut, start, end };
}

/** The nearest points found so far, nearest first; reused from query to query. */
export interface NearestHeap {
  readonly distances: Float64Array;
  readonly indices: Int32Array;
  size: number;
}

export const createNearest = (k: number): NearestHeap => ({
  distances: new Float64Array(k),
  indices: new Int32Array(k),
  size: 0,
});

/** Takes a row in, before those that are farther; the farthest falls out of a full heap. */
export function offer(nearest: NearestHeap, distance: number, index: number): void {
  const { distances, indices } = nearest;
  let at = nearest.size < distances.length ? nearest.size++ : distances.length - 1;
  for (; at > 0 && distances[at - 1] > distance; at--) {
    distances[at] = distances[at - 1];
    indices[at] = indices[at - 1];
  }
  distances[at] = distance;
  indices[at] = index;
}

/**
 * The k nearest points of `query` (k = the capacity of `nearest`), squared Euclidean distances, nearest first; `skip` is a row left out (or -1).
 * Exact. Cost: about O(log rows) for few features, O(rows) beyond some fifteen.
 */
export function searchNearest(
  tree: KdTree,
  query: Float64Array,
  offset: number,
  nearest: NearestHeap,
  skip: number,
): void {
  nearest.size = 0;
  const sides = new Float64Array(tree.nFeatures);
  visit(tree, 0, { query, offset, nearest, skip, sides }, 0);
}

interface Search {
  readonly query: Float64Array;
  readonly offset: number;
  readonly nearest: NearestHeap;
  readonly skip: number;
  /** Distance from the query to the current box, per axis. */
  readonly sides: Float64Array;
}

function visit(tree: KdTree, node: number, search: Search, boxDistance: number): void {
  const along = tree.axis[node];
  if (along < 0) return scanLeaf(tree, node, search);
  const { nearest, sides } = search;
  const gap = search.query[search.offset + along] - tree.cut[node];
  const near = gap < 0 ? 2 * node + 1 : 2 * node + 2;
  visit(tree, near, search, boxDistance);
  const side = sides[along];
  const farDistance = boxDistance - side * side + gap * gap;
  if (nearest.size === nearest.distances.length && farDistance >= nearest.distances[nearest.size - 1]) return;
  sides[along] = gap;
  visit(tree, near === 2 * node + 1 ? near + 1 : near - 1, search, farDistance);
  sides[along] = side;
}

function scanLeaf(tree: KdTree, node: number, search: Search): void {
  const { points, rows, nFeatures: p } = tree;
  const { query, offset, nearest, skip } = search;
  const capacity = nearest.distances.length;
  let worst = nearest.size === capacity ? nearest.distances[capacity - 1] : Infinity;
  for (let i = tree.start[node]; i < tree.end[node]; i++) {
    let sum = 0;
    const at = i * p;
    for (let j = 0; j < p && sum < worst; j++) {
      const d = points[at + j] - query[offset + j];
      sum += d * d;
    }
    if (sum >= worst || rows[i] === skip) continue;
    offer(nearest, sum, rows[i]);
    if (nearest.size === capacity) worst = nearest.distances[capacity - 1];
  }
}
