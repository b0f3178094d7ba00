import { createRandom, nextInteger, nextUniform, type Random } from '@convoscope/statistics';
import { integer, number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector, type StreamValues } from '../../convention/streaming-detector.ts';

const params = {
  nTrees: integer(10, 1, 1000, 'Number of trees; more make scores steadier, cost grows in proportion.'),
  height: integer(8, 1, 16, 'Depth of the trees; memory grows with 2^height.'),
  windowSize: integer(250, 2, 100_000, 'Records after which the newest window becomes the reference.'),
  padding: number(
    0.15,
    0,
    10,
    'How far the work range reaches beyond the first window, as a share of its range.',
  ),
  seed: integer(0, 0, Number.MAX_SAFE_INTEGER, 'Start of every random choice.'),
} as const;

interface State {
  readonly random: Random;
  /** Records of the first window, kept until the trees can be built from their range. */
  first: Float64Array;
  nSeen: number;
  feature: Int32Array;
  threshold: Float64Array;
  /** Mass of the finished and of the growing window, per tree and node. */
  reference: Float64Array;
  latest: Float64Array;
}

function buildTrees(state: State, p: Params<typeof params>, nFeatures: number): void {
  const low = new Float64Array(nFeatures).fill(Infinity);
  const high = new Float64Array(nFeatures).fill(-Infinity);
  for (let at = 0; at < p.windowSize * nFeatures; at++) {
    const j = at % nFeatures;
    low[j] = Math.min(low[j], state.first[at]);
    high[j] = Math.max(high[j], state.first[at]);
  }
  const nNodes = 2 ** (p.height + 1) - 1;
  const nInner = 2 ** p.height - 1;
  state.feature = new Int32Array(p.nTrees * nInner);
  state.threshold = new Float64Array(p.nTrees * nInner);
  state.reference = new Float64Array(p.nTrees * nNodes);
  state.latest = new Float64Array(p.nTrees * nNodes);
  for (let t = 0; t < p.nTrees; t++) {
    const from = new Float64Array(nFeatures);
    const to = new Float64Array(nFeatures);
    for (let j = 0; j < nFeatures; j++) {
      // The random work range of Tan et al.; a constant feature gets a range of its own size so that a change shows.
      const range = high[j] - low[j] || Math.max(Math.abs(low[j]), 1e-9);
      const shift = (nextUniform(state.random) - 0.5) * range * p.padding;
      from[j] = low[j] - range * p.padding + shift;
      to[j] = high[j] + range * p.padding + shift;
    }
    fillTree(state, { tree: t * nInner, node: 0, nInner, from, to });
  }
}

function fillTree(
  state: State,
  at: { tree: number; node: number; nInner: number; from: Float64Array; to: Float64Array },
): void {
  const { tree, node, nInner, from, to } = at;
  if (node >= nInner) return;
  const j = nextInteger(state.random, from.length);
  const middle = (from[j] + to[j]) / 2;
  state.feature[tree + node] = j;
  state.threshold[tree + node] = middle;
  const [low, high] = [from[j], to[j]];
  to[j] = middle;
  fillTree(state, { ...at, node: 2 * node + 1 });
  to[j] = high;
  from[j] = middle;
  fillTree(state, { ...at, node: 2 * node + 2 });
  from[j] = low;
}

function addMass(state: State, values: StreamValues, p: Params<typeof params>): void {
  const { feature, threshold, latest } = state;
  const nInner = (1 << p.height) - 1;
  for (let t = 0; t < p.nTrees; t++) {
    const tree = t * nInner;
    const mass = t * (2 * nInner + 1);
    let node = 0;
    while (node < nInner) {
      latest[mass + node]++;
      node = 2 * node + (values[feature[tree + node]] > threshold[tree + node] ? 2 : 1);
    }
    latest[mass + node]++;
  }
}

/** Sum over trees of log2(1 + density) where the reference mass gets too small to go on. */
function sumDensities(state: State, values: StreamValues, p: Params<typeof params>): number {
  const { feature, threshold, reference } = state;
  const nInner = (1 << p.height) - 1;
  const limit = Math.max(1, p.windowSize * 0.1);
  let total = 0;
  for (let t = 0; t < p.nTrees; t++) {
    const tree = t * nInner;
    const mass = t * (2 * nInner + 1);
    let node = 0;
    let scale = 1 / p.windowSize;
    while (node < nInner && reference[mass + node] >= limit) {
      node = 2 * node + (values[feature[tree + node]] > threshold[tree + node] ? 2 : 1);
      scale *= 2;
    }
    total += Math.log2(1 + reference[mass + node] * scale);
  }
  return total;
}

/** What each split changes on the way that `sumDensities` goes: the parts of one feature are its contribution. */
function addSplits(state: State, values: StreamValues, p: Params<typeof params>, into: Float64Array): void {
  const { feature, threshold, reference } = state;
  const nInner = (1 << p.height) - 1;
  const limit = Math.max(1, p.windowSize * 0.1);
  for (let t = 0; t < p.nTrees; t++) {
    const tree = t * nInner;
    const mass = t * (2 * nInner + 1);
    let [node, scale, density] = [0, 1 / p.windowSize, 1];
    while (node < nInner && reference[mass + node] >= limit) {
      const j = feature[tree + node];
      node = 2 * node + (values[j] > threshold[tree + node] ? 2 : 1);
      scale *= 2;
      const next = Math.log2(1 + reference[mass + node] * scale);
      into[j] += next - density;
      density = next;
    }
  }
}

/**
 * Half-Space Trees: the share of the last window's records that fell into the record's region, over random halvings.
 * Score in [0, 1]: 1 - mean over trees of log2(1 + density) / height, so one feature's splits add up to its contribution.
 * 0 until the first window is full. Needs no scaling: the work range comes from the first window.
 * Cost: O(trees x height) a record, memory O(trees x 2^height). Fails on slow drift within a window and on anomalies
 * that come in crowds. Source: Tan, Ting and Liu, IJCAI 2011.
 */
export const hst = defineStreamingDetector({
  name: 'hst',
  summary: 'records in regions where the last window had few',
  params,
  start: (p, nFeatures): State => ({
    random: createRandom(p.seed),
    first: new Float64Array(p.windowSize * nFeatures),
    nSeen: 0,
    feature: new Int32Array(0),
    threshold: new Float64Array(0),
    reference: new Float64Array(0),
    latest: new Float64Array(0),
  }),
  score: (state, values, p) =>
    state.nSeen < p.windowSize
      ? 0
      : Math.max(0, 1 - sumDensities(state, values, p) / (p.nTrees * (p.height + 1))),
  learn(state, values, p) {
    if (state.nSeen < p.windowSize) {
      for (let j = 0; j < values.length; j++) state.first[state.nSeen * values.length + j] = values[j];
      state.nSeen++;
      if (state.nSeen < p.windowSize) return;
      buildTrees(state, p, values.length);
      for (let i = 0; i < p.windowSize; i++)
        addMass(state, state.first.subarray(i * values.length, (i + 1) * values.length), p);
      state.first = new Float64Array(0);
    } else {
      addMass(state, values, p);
      state.nSeen++;
    }
    if (state.nSeen % p.windowSize !== 0) return;
    const kept = state.reference;
    state.reference = state.latest;
    state.latest = kept.fill(0);
    if (state.nSeen >= 2 * p.windowSize) state.nSeen = p.windowSize;
  },
  explain(state, values, p) {
    const contributions = new Float64Array(values.length);
    if (state.nSeen < p.windowSize) return { baseline: 0, contributions, method: 'additive' };
    const norm = p.nTrees * (p.height + 1);
    addSplits(state, values, p, contributions);
    return {
      baseline: 1 - 1 / (p.height + 1),
      contributions: contributions.map((sum) => -sum / norm),
      method: 'additive',
    };
  },
});
