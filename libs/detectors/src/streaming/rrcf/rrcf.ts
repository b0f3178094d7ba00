import { createRandom, type Random } from '@convoscope/statistics';
import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector, type StreamValues } from '../../convention/streaming-detector.ts';
import { createCutTree, displacementOf, insertPoint, removePoint, type CutTree } from './cut-tree.ts';

const params = {
  nTrees: integer(30, 1, 1000, 'Number of trees; more make scores steadier.'),
  treeSize: integer(256, 8, 100_000, 'Records that each tree holds; the oldest leaves.'),
  shingle: integer(1, 1, 1000, 'Records in a row that make one point; larger sees shapes in time.'),
  warmUp: integer(64, 8, 100_000, 'Records before the first score above 0.'),
  seed: integer(0, 0, Number.MAX_SAFE_INTEGER, 'Start of every random choice.'),
} as const;
type Checked = Params<typeof params>;

interface State {
  readonly trees: CutTree[];
  /** One generator a tree. */
  readonly randoms: Random[];
  /** The last records, oldest first. */
  readonly shingle: Float64Array;
  nSeen: number;
}

/** The point that the record makes with the records before it. */
function toPoint(state: State, values: StreamValues): Float64Array {
  const point = new Float64Array(state.shingle.length);
  point.set(state.shingle.subarray(values.length));
  point.set(values, point.length - values.length);
  return point;
}

const leafOf = (state: State, p: Checked): number => (state.nSeen - p.shingle + 1) % p.treeSize;
const nInTrees = (state: State, p: Checked): number => Math.max(0, state.nSeen - p.shingle + 1);

function insert(state: State, point: Float64Array, p: Checked, randoms: readonly Random[]): number {
  const leaf = leafOf(state, p);
  let sum = 0;
  state.trees.forEach((tree, t) => {
    if (nInTrees(state, p) >= p.treeSize) removePoint(tree, leaf);
    insertPoint(tree, leaf, point, randoms[t]);
    sum += displacementOf(tree, leaf);
  });
  return sum / state.trees.length;
}

function advance(state: State, point: Float64Array, p: Checked): void {
  state.shingle.set(point);
  const cycle = p.treeSize * p.shingle;
  // Wraps by a multiple of the tree size, so that leaves go on in order.
  state.nSeen =
    state.nSeen + 1 > 6 * cycle + p.warmUp * p.treeSize ? state.nSeen + 1 - cycle : state.nSeen + 1;
}

const isReady = (state: State, p: Checked): boolean => state.nSeen >= Math.max(p.warmUp, p.shingle);

/** A constant stream is equal points only: nothing displaces anything, whatever the shape of the tree. */
function isSpread(tree: CutTree, point: Float64Array): boolean {
  if (tree.root < 0) return false;
  const from = tree.root * 2 * tree.nFeatures;
  return point.some(
    (value, j) => tree.box[from + j] !== tree.box[from + tree.nFeatures + j] || value !== tree.box[from + j],
  );
}

/** A copy of a tree to try an insertion on. */
const copyTree = (tree: CutTree): CutTree => ({
  ...tree,
  parent: tree.parent.slice(),
  left: tree.left.slice(),
  right: tree.right.slice(),
  axis: tree.axis.slice(),
  cut: tree.cut.slice(),
  count: tree.count.slice(),
  box: tree.box.slice(),
  free: tree.free.slice(),
});

/** The score of a record on copies of the trees and their generators: the same that learning it would give. */
function tryRecord(state: State, values: StreamValues, p: Checked): number {
  if (!isReady(state, p)) return 0;
  const point = toPoint(state, values);
  if (!isSpread(state.trees[0], point)) return 0;
  const trial: State = { ...state, trees: state.trees.map(copyTree) };
  return insert(
    trial,
    point,
    p,
    state.randoms.map((random) => Uint32Array.from(random)),
  );
}

/**
 * Robust random cut forest: how many records the record's presence displaces in the trees (collusive displacement), at least 0,
 * unbounded (up to the tree size). Follows drift as the oldest records leave. `update` is far cheaper than `score` and `learn` apart.
 * Cost: O(trees x depth x features x shingle) a record for `update`. Source: Guha, Mishra, Roy and Schrijvers, ICML 2016.
 */
export const rrcf = defineStreamingDetector({
  name: 'rrcf',
  summary: 'records that random cuts separate early from the last ones',
  params,
  start: (p, nFeatures): State => ({
    trees: Array.from({ length: p.nTrees }, () => createCutTree(p.treeSize, nFeatures * p.shingle)),
    randoms: Array.from({ length: p.nTrees }, (_, t) => createRandom(p.seed * 1009 + t)),
    shingle: new Float64Array(nFeatures * p.shingle),
    nSeen: 0,
  }),
  score: tryRecord,
  learn(state, values, p) {
    const point = toPoint(state, values);
    if (state.nSeen >= p.shingle - 1) insert(state, point, p, state.randoms);
    advance(state, point, p);
  },
  update(state, values, p) {
    const point = toPoint(state, values);
    const isJudged = isReady(state, p) && isSpread(state.trees[0], point);
    const score = state.nSeen >= p.shingle - 1 ? insert(state, point, p, state.randoms) : 0;
    advance(state, point, p);
    return isJudged ? score : 0;
  },
  explain(state, values, p) {
    // The displacement that is left when one feature is put back to its last value: a part each, scaled to the whole.
    const contributions = new Float64Array(values.length);
    const score = tryRecord(state, values, p);
    if (score === 0) return { baseline: 0, contributions, method: 'additive' };
    for (let j = 0; j < values.length; j++) {
      const without = Float64Array.from(values);
      without[j] = state.shingle[state.shingle.length - values.length + j];
      contributions[j] = Math.max(0, score - tryRecord(state, without, p));
    }
    const total = contributions.reduce((sum, part) => sum + part, 0);
    const share = total > 0 ? score / total : 0;
    return {
      baseline: total > 0 ? 0 : score,
      contributions: contributions.map((part) => part * share),
      method: 'additive',
    };
  },
});
