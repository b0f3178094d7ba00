import { nextUniform, type Random } from '@convoscope/statistics';

/**
 * A random cut tree in flat arrays with room for `capacity` points: leaves are nodes `0 ... capacity - 1`, inner nodes follow.
 * Each node knows how many points lie below it and the box around them. Plain data.
 */
export interface CutTree {
  readonly capacity: number;
  readonly nFeatures: number;
  root: number;
  /** -1: none. */
  readonly parent: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly axis: Int32Array;
  readonly cut: Float64Array;
  readonly count: Int32Array;
  /** Lower then upper corner of each node's box; a leaf's corners are its point. */
  readonly box: Float64Array;
  /** Inner nodes that are not in use. */
  readonly free: Int32Array;
  nFree: number;
}

export function createCutTree(capacity: number, nFeatures: number): CutTree {
  const nNodes = 2 * capacity;
  return {
    capacity,
    nFeatures,
    root: -1,
    parent: new Int32Array(nNodes).fill(-1),
    left: new Int32Array(nNodes).fill(-1),
    right: new Int32Array(nNodes).fill(-1),
    axis: new Int32Array(nNodes),
    cut: new Float64Array(nNodes),
    count: new Int32Array(nNodes),
    box: new Float64Array(nNodes * 2 * nFeatures),
    free: Int32Array.from({ length: capacity }, (_, i) => nNodes - 1 - i),
    nFree: capacity,
  };
}

/** Sum of side lengths of a node's box stretched to hold `point`. */
function stretchedSpan(tree: CutTree, node: number, point: ArrayLike<number>): number {
  const p = tree.nFeatures;
  let span = 0;
  for (let j = 0, at = node * 2 * p; j < p; j++, at++)
    span += Math.max(tree.box[at + p], point[j]) - Math.min(tree.box[at], point[j]);
  return span;
}

/** The cut at `position` along the concatenated sides of the stretched box. */
function cutAt(
  tree: CutTree,
  node: number,
  point: ArrayLike<number>,
  position: number,
): { axis: number; cut: number } {
  const p = tree.nFeatures;
  let left = position;
  let axis = 0;
  for (let j = 0, at = node * 2 * p; j < p; j++, at++) {
    const low = Math.min(tree.box[at], point[j]);
    const side = Math.max(tree.box[at + p], point[j]) - low;
    if (side > 0) {
      axis = j;
      if (left < side) return { axis: j, cut: low + left };
    }
    left -= side;
  }
  // Rounding ran past the last side: cut at its lower end.
  return { axis, cut: Math.min(tree.box[node * 2 * p + axis], point[axis]) };
}

/** Whether the cut separates the point from the whole box of the node. */
function isSeparating(
  tree: CutTree,
  node: number,
  point: ArrayLike<number>,
  { axis, cut }: { axis: number; cut: number },
): boolean {
  const low = tree.box[node * 2 * tree.nFeatures + axis];
  const high = tree.box[node * 2 * tree.nFeatures + tree.nFeatures + axis];
  return point[axis] <= cut ? low > cut : high <= cut;
}

function refit(tree: CutTree, from: number): void {
  const p = tree.nFeatures;
  for (let node = from; node >= 0; node = tree.parent[node]) {
    const [a, b] = [tree.left[node], tree.right[node]];
    tree.count[node] = tree.count[a] + tree.count[b];
    for (let j = 0; j < p; j++) {
      tree.box[node * 2 * p + j] = Math.min(tree.box[a * 2 * p + j], tree.box[b * 2 * p + j]);
      tree.box[node * 2 * p + p + j] = Math.max(tree.box[a * 2 * p + p + j], tree.box[b * 2 * p + p + j]);
    }
  }
}

const isLeaf = (tree: CutTree, node: number): boolean => node < tree.capacity;

function replaceChild(tree: CutTree, parent: number, old: number, fresh: number): void {
  if (parent < 0) tree.root = fresh;
  else if (tree.left[parent] === old) tree.left[parent] = fresh;
  else tree.right[parent] = fresh;
  tree.parent[fresh] = parent;
}

/**
 * Inserts `point` as leaf `leaf` so that the tree is distributed as if built with it (Guha et al., algorithm 2).
 * Equal points are separated too, by a cut on their common box, so that each keeps a leaf of its own. Cost: O(depth x features).
 */
export function insertPoint(tree: CutTree, leaf: number, point: ArrayLike<number>, random: Random): void {
  const p = tree.nFeatures;
  for (let j = 0; j < p; j++) tree.box[leaf * 2 * p + j] = tree.box[leaf * 2 * p + p + j] = point[j];
  tree.count[leaf] = 1;
  if (tree.root < 0) {
    tree.root = leaf;
    tree.parent[leaf] = -1;
    return;
  }
  let node = tree.root;
  for (;;) {
    const found = cutAt(tree, node, point, nextUniform(random) * stretchedSpan(tree, node, point));
    if (isLeaf(tree, node) || isSeparating(tree, node, point, found)) {
      const inner = tree.free[--tree.nFree];
      replaceChild(tree, tree.parent[node], node, inner);
      const goesLeft = point[found.axis] <= found.cut;
      tree.left[inner] = goesLeft ? leaf : node;
      tree.right[inner] = goesLeft ? node : leaf;
      tree.axis[inner] = found.axis;
      tree.cut[inner] = found.cut;
      tree.parent[node] = tree.parent[leaf] = inner;
      return refit(tree, inner);
    }
    node = point[tree.axis[node]] <= tree.cut[node] ? tree.left[node] : tree.right[node];
  }
}

/** Takes leaf `leaf` out; its sibling moves up. Cost: O(depth x features). */
export function removePoint(tree: CutTree, leaf: number): void {
  const parent = tree.parent[leaf];
  if (parent < 0) {
    tree.root = -1;
    return;
  }
  const sibling = tree.left[parent] === leaf ? tree.right[parent] : tree.left[parent];
  replaceChild(tree, tree.parent[parent], parent, sibling);
  tree.free[tree.nFree++] = parent;
  refit(tree, tree.parent[sibling]);
}

/** Collusive displacement of a leaf: the largest ratio, on its way up, of points beside it to points with it. */
export function displacementOf(tree: CutTree, leaf: number): number {
  let most = 0;
  for (let node = leaf; tree.parent[node] >= 0; node = tree.parent[node]) {
    const all = tree.count[tree.parent[node]];
    most = Math.max(most, (all - tree.count[node]) / tree.count[node]);
  }
  return most;
}
