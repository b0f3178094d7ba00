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

/** How far `point` lies outside the box that starts at `at`, summed over its sides. */
function stretchOf(box: Float64Array, at: number, point: Float64Array): number {
  const p = point.length;
  let stretch = 0;
  for (let j = 0, low = at, high = at + p; j < p; j++, low++, high++) {
    const value = point[j];
    if (value < box[low]) stretch += box[low] - value;
    else if (value > box[high]) stretch += value - box[high];
  }
  return stretch;
}

/** Sum of the side lengths of a box. */
function spanOf(box: Float64Array, at: number, p: number): number {
  let span = 0;
  for (let low = at, high = at + p; low < at + p; low++, high++) span += box[high] - box[low];
  return span;
}

/** Stretches a box to hold `point`. */
function stretch(box: Float64Array, at: number, point: Float64Array): void {
  const p = point.length;
  for (let j = 0, low = at, high = at + p; j < p; j++, low++, high++) {
    const value = point[j];
    if (value < box[low]) box[low] = value;
    else if (value > box[high]) box[high] = value;
  }
}

/** Axis and place of a cut. */
interface Cut {
  axis: number;
  place: number;
}

/** The cut that lies `position` along the parts of `point`'s sides that stick out of the box: each of them separates the point from it. */
function cutOutside(box: Float64Array, at: number, point: Float64Array, position: number): Cut {
  const p = point.length;
  const cut = { axis: 0, place: 0 };
  let left = position;
  for (let j = 0, low = at, high = at + p; j < p; j++, low++, high++) {
    const value = point[j];
    const from = value < box[low] ? value : box[high];
    const side = value < box[low] ? box[low] - value : value - box[high];
    if (!(side > 0)) continue;
    cut.axis = j;
    // At the far end the cut would no longer separate: rounding may reach it, the middle is as good.
    const place = from + left;
    const to = from + side;
    cut.place = place < to ? place : from + side / 2 < to ? from + side / 2 : from;
    if (left < side) break;
    left -= side;
  }
  return cut;
}

function replaceChild(tree: CutTree, parent: number, old: number, fresh: number): void {
  if (parent < 0) tree.root = fresh;
  else if (tree.left[parent] === old) tree.left[parent] = fresh;
  else tree.right[parent] = fresh;
  tree.parent[fresh] = parent;
}

/** Puts a new inner node, cutting at `cut`, above `node`, with `leaf` as its other child. */
function branch(tree: CutTree, node: number, leaf: number, point: Float64Array, { axis, place }: Cut): void {
  const { box } = tree;
  const size = 2 * tree.nFeatures;
  const inner = tree.free[--tree.nFree];
  replaceChild(tree, tree.parent[node], node, inner);
  const goesLeft = point[axis] <= place;
  tree.left[inner] = goesLeft ? leaf : node;
  tree.right[inner] = goesLeft ? node : leaf;
  tree.axis[inner] = axis;
  tree.cut[inner] = place;
  tree.parent[node] = inner;
  tree.parent[leaf] = inner;
  tree.count[inner] = tree.count[node] + 1;
  box.copyWithin(inner * size, node * size, (node + 1) * size);
  stretch(box, inner * size, point);
}

/**
 * Inserts `point` as leaf `leaf` so that the tree is distributed as if built with it (Guha et al., algorithm 2). A uniform cut of the
 * stretched box separates the point exactly when it falls into the stretch, so a point inside a box needs no draw there.
 * Equal points are separated too, by a cut on their common box, so that each keeps a leaf of its own. Cost: O(depth x features).
 */
export function insertPoint(tree: CutTree, leaf: number, point: Float64Array, random: Random): void {
  const { box, capacity, nFeatures: p, count, axis, cut, left, right } = tree;
  const size = 2 * p;
  box.set(point, leaf * size);
  box.set(point, leaf * size + p);
  count[leaf] = 1;
  if (tree.root < 0) {
    tree.root = leaf;
    tree.parent[leaf] = -1;
    return;
  }
  let node = tree.root;
  for (;;) {
    const at = node * size;
    const outside = stretchOf(box, at, point);
    if (outside > 0) {
      const position = nextUniform(random) * (outside + spanOf(box, at, p));
      if (position < outside || node < capacity)
        return branch(tree, node, leaf, point, cutOutside(box, at, point, position));
      stretch(box, at, point);
    }
    if (node < capacity) return branch(tree, node, leaf, point, { axis: 0, place: point[0] });
    count[node]++;
    node = point[axis[node]] <= cut[node] ? left[node] : right[node];
  }
}

/** Whether the point of `leaf` touches the box of `node`, which may then be smaller without it. */
function touches(box: Float64Array, leafAt: number, nodeAt: number, p: number): boolean {
  for (let j = 0; j < p; j++)
    if (box[leafAt + j] === box[nodeAt + j] || box[leafAt + j] === box[nodeAt + p + j]) return true;
  return false;
}

/** Makes the box of `node` just large enough for its children's. */
function fitBox({ box, left, right, nFeatures: p }: CutTree, node: number): void {
  const at = node * 2 * p;
  const a = left[node] * 2 * p;
  const b = right[node] * 2 * p;
  for (let j = 0; j < p; j++) {
    box[at + j] = box[a + j] < box[b + j] ? box[a + j] : box[b + j];
    box[at + p + j] = box[a + p + j] > box[b + p + j] ? box[a + p + j] : box[b + p + j];
  }
}

/** Takes leaf `leaf` out; its sibling moves up. Cost: O(depth x features). */
export function removePoint(tree: CutTree, leaf: number): void {
  const { box, parent, count, nFeatures: p } = tree;
  const above = parent[leaf];
  if (above < 0) {
    tree.root = -1;
    return;
  }
  const sibling = tree.left[above] === leaf ? tree.right[above] : tree.left[above];
  replaceChild(tree, parent[above], above, sibling);
  tree.free[tree.nFree++] = above;
  let isTouching = true;
  for (let node = parent[sibling]; node >= 0; node = parent[node]) {
    count[node]--;
    // A box that the point did not touch stays, and so do all around it.
    isTouching &&= touches(box, leaf * 2 * p, node * 2 * p, p);
    if (isTouching) fitBox(tree, node);
  }
}

/** Collusive displacement of a leaf: the largest ratio, on its way up, of points beside it to points with it. */
export function displacementOf({ parent, count }: CutTree, leaf: number): number {
  let most = 0;
  let own = count[leaf];
  for (let node = parent[leaf]; node >= 0; node = parent[node]) {
    const all = count[node];
    const ratio = (all - own) / own;
    if (ratio > most) most = ratio;
    own = all;
  }
  return most;
}
