import { nextInteger, nextUniform, type Random } from '@convoscope/statistics';
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

/** A random cut of a random feature; undefined where the feature does not vary. */
function drawCut(table: Matrix, labels: Uint8Array, rows: Int32Array, random: Random): Cut | undefined {
  const { data, nFeatures } = table;
  const feature = nextInteger(random, nFeatures);
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    const value = data[row * nFeatures + feature];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return undefined;
  const threshold = low + nextUniform(random) * (high - low);
  let [nLeft, leftOnes, ones] = [0, 0, 0];
  for (const row of rows) {
    ones += labels[row];
    if (data[row * nFeatures + feature] > threshold) continue;
    nLeft++;
    leftOnes += labels[row];
  }
  const nRight = rows.length - nLeft;
  if (nLeft === 0 || nRight === 0) return undefined;
  // Gini gain, up to a constant: the difference of class shares, weighted by the smaller side.
  const difference = leftOnes / nLeft - (ones - leftOnes) / nRight;
  return { feature, threshold, gain: nLeft * nRight * difference * difference };
}

/** Learns on `train` and adds each test row's class share to `shares`, going down both at once: no tree is kept. */
function growAndAsk(
  problem: { table: Matrix; labels: Uint8Array; random: Random; shares: Float64Array; places: Int32Array },
  train: Int32Array,
  test: Int32Array,
  depth: number,
): void {
  if (test.length === 0) return;
  const { table, labels, random, shares, places } = problem;
  const ones = train.reduce((sum, row) => sum + labels[row], 0);
  const isPure = ones === 0 || ones === train.length;
  let best: Cut | undefined;
  if (depth < MAX_DEPTH && train.length >= MIN_ROWS && !isPure)
    for (let tried = 0; tried < 2 + Math.sqrt(table.nFeatures); tried++) {
      const cut = drawCut(table, labels, train, random);
      if (cut && (best === undefined || cut.gain > best.gain)) best = cut;
    }
  if (best === undefined) {
    const share = (ones + 0.5) / (train.length + 1);
    for (const row of test) shares[places[row]] += share / N_TREES;
    return;
  }
  const { feature, threshold } = best;
  const isLeft = (row: number): boolean => table.data[row * table.nFeatures + feature] <= threshold;
  growAndAsk(problem, train.filter(isLeft), test.filter(isLeft), depth + 1);
  const isRight = (row: number): boolean => !isLeft(row);
  growAndAsk(problem, train.filter(isRight), test.filter(isRight), depth + 1);
}

/**
 * Extremely randomised trees: sees shifts, changed spreads and changed combinations. Needs some fifty rows of each class.
 * Cost: 20 trees x 8 levels x rows x sqrt(features). Source: Geurts, Ernst and Wehenkel, Machine Learning 63 (2006).
 */
export const classifyByTrees: Classifier = (table, labels, train, test, random) => {
  const shares = new Float64Array(test.length);
  const places = new Int32Array(table.nRows);
  test.forEach((row, place) => (places[row] = place));
  for (let tree = 0; tree < N_TREES; tree++)
    growAndAsk({ table, labels, random, shares, places }, train, test, 0);
  return shares;
};
