import { nextInteger, type Random } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';

/** Says of each row how likely it is to be of the second class: learns rows `train`, judges rows `test`. */
export type Classifier = (
  table: Matrix,
  labels: Uint8Array,
  train: Int32Array,
  test: Int32Array,
  random: Random,
) => Float64Array;

const N_TREES = 20;
const MAX_DEPTH = 8;
const MIN_ROWS = 10;

interface Cut {
  readonly feature: number;
  readonly threshold: number;
  readonly gain: number;
}

/** What a fit works on; `train` and `test` are reordered in place as they go down the trees. */
interface Fit {
  readonly table: Matrix;
  readonly labels: Uint8Array;
  readonly random: Random;
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** Sum over trees of the class share that each row of the table met. */
  readonly shares: Float64Array;
}

/** A cut of a random feature at a random value that occurs; undefined where it would leave a side empty. */
function drawCut(
  { table, labels, random, train }: Fit,
  start: number,
  end: number,
  ones: number,
): Cut | undefined {
  const { data, nFeatures } = table;
  const feature = nextInteger(random, nFeatures);
  const threshold = data[train[start + nextInteger(random, end - start)] * nFeatures + feature];
  let [nLeft, leftOnes] = [0, 0];
  for (let i = start; i < end; i++) {
    const row = train[i];
    if (data[row * nFeatures + feature] > threshold) continue;
    nLeft++;
    leftOnes += labels[row];
  }
  const nRight = end - start - nLeft;
  if (nRight === 0) return undefined;
  // Gini gain, up to a constant: the difference of class shares, weighted by the sizes.
  const difference = leftOnes / nLeft - (ones - leftOnes) / nRight;
  return { feature, threshold, gain: nLeft * nRight * difference * difference };
}

/** Moves rows at or below the threshold to the front of [start, end); returns where the others begin. */
function partition(
  { data, nFeatures }: Matrix,
  rows: Int32Array,
  start: number,
  end: number,
  cut: Cut,
): number {
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (data[row * nFeatures + cut.feature] > cut.threshold) continue;
    rows[i] = rows[middle];
    rows[middle++] = row;
  }
  return middle;
}

/** Rows [start, end) of `train` and [from, to) of `test` are those that reached the node: no tree is kept. */
function descend(fit: Fit, start: number, end: number, from: number, to: number, depth: number): void {
  if (from === to) return;
  const { table, labels, train, test, shares } = fit;
  let ones = 0;
  for (let i = start; i < end; i++) ones += labels[train[i]];
  const isPure = ones === 0 || ones === end - start;
  let best: Cut | undefined;
  if (depth < MAX_DEPTH && end - start >= MIN_ROWS && !isPure)
    for (let tried = 0; tried < 2 + Math.sqrt(table.nFeatures); tried++) {
      const cut = drawCut(fit, start, end, ones);
      if (cut && (best === undefined || cut.gain > best.gain)) best = cut;
    }
  if (best === undefined) {
    const share = (ones + 0.5) / (end - start + 1);
    for (let i = from; i < to; i++) shares[test[i]] += share;
    return;
  }
  const middle = partition(table, train, start, end, best);
  const between = partition(table, test, from, to, best);
  descend(fit, start, middle, from, between, depth + 1);
  descend(fit, middle, end, between, to, depth + 1);
}

/**
 * Extremely randomised trees: sees shifts, changed spreads and changed combinations. Needs some fifty rows of each class.
 * Cost: 20 trees x 8 levels x rows x sqrt(features). Source: Geurts, Ernst and Wehenkel, Machine Learning 63 (2006), cuts at values that occur.
 */
export const classifyByTrees: Classifier = (table, labels, train, test, random) => {
  const shares = new Float64Array(table.nRows);
  const fit = { table, labels, random, train: train.slice(), test: test.slice(), shares };
  for (let tree = 0; tree < N_TREES; tree++) descend(fit, 0, train.length, 0, test.length, 0);
  return Float64Array.from(test, (row) => shares[row] / N_TREES);
};
