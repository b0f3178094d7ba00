import type { SparseRows } from '../features/sparse-rows.ts';
import type { LinearModel } from './linear-model.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';

export interface LinearSvmOptions {
  /** Penalty of an error, > 0. Default 1, as liblinear's. */
  readonly cost?: number;
  /** Passes over the data at most. Default 30. */
  readonly maxEpochs?: number;
  /** Stops when the projected gradients of a pass lie within this. Default 0.1, as liblinear's. */
  readonly tolerance?: number;
  readonly seed?: number;
}

type Settings = Required<LinearSvmOptions>;

/** Value of the constant feature that carries the bias. */
const BIAS_FEATURE = 1;

interface Problem {
  readonly rows: SparseRows;
  /** x·x plus the bias feature plus 1 / (2 · cost), the diagonal of the dual. */
  readonly diagonal: Float64Array;
}

function toProblem(rows: SparseRows, cost: number): Problem {
  const diagonal = new Float64Array(rows.nRows).fill(BIAS_FEATURE * BIAS_FEATURE + 1 / (2 * cost));
  for (let row = 0; row < rows.nRows; row++) {
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++)
      diagonal[row]! += rows.values[at]! ** 2;
  }
  return { rows, diagonal };
}

/** One pass of dual coordinate descent; returns the spread of the projected gradients. */
function descend(
  problem: Problem,
  signs: Int8Array,
  state: DualState,
  order: Int32Array,
  cost: number,
): number {
  const { starts, columns, values } = problem.rows;
  const { weights, alphas } = state;
  let largest = 0;
  let smallest = 0;
  for (const row of order) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    const sign = signs[row]!;
    let score = state.bias * BIAS_FEATURE;
    for (let at = from; at < to; at++) score += weights[columns[at]!]! * values[at]!;
    const alpha = alphas[row]!;
    const gradient = sign * score - 1 + alpha / (2 * cost);
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
    largest = Math.max(largest, projected);
    smallest = Math.min(smallest, projected);
    if (Math.abs(projected) < 1e-12) continue;
    const next = Math.max(alpha - gradient / problem.diagonal[row]!, 0);
    const step = (next - alpha) * sign;
    alphas[row] = next;
    state.bias += step * BIAS_FEATURE;
    for (let at = from; at < to; at++) weights[columns[at]!]! += step * values[at]!;
  }
  return largest - smallest;
}

interface DualState {
  readonly weights: Float64Array;
  readonly alphas: Float64Array;
  bias: number;
}

function trainOneClass(problem: Problem, signs: Int8Array, settings: Settings, seed: number): DualState {
  const { nRows, nColumns } = problem.rows;
  const state = { weights: new Float64Array(nColumns), alphas: new Float64Array(nRows), bias: 0 };
  const order = Int32Array.from({ length: nRows }, (_, row) => row);
  const random = createSeededRandom(seed);
  for (let epoch = 0; epoch < settings.maxEpochs; epoch++) {
    shuffle(order, random);
    if (descend(problem, signs, state, order, settings.cost) < settings.tolerance) break;
  }
  return state;
}

/**
 * One-against-rest linear SVM with squared hinge loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1;
 * the same problem as scikit-learn's `LinearSVC`). `labels` are class numbers in [0, nClasses).
 * Deterministic for a seed. Cost: O(epochs · entries · classes); 2,000 short texts of 16 classes in about 0.3 s.
 */
export function trainLinearSvm(
  rows: SparseRows,
  labels: ArrayLike<number>,
  nClasses: number,
  options: LinearSvmOptions = {},
): LinearModel {
  const settings = { cost: 1, maxEpochs: 30, tolerance: 0.1, seed: 1, ...options };
  const problem = toProblem(rows, settings.cost);
  const weights = new Float32Array(rows.nColumns * nClasses);
  const biases = new Float32Array(nClasses);
  for (let k = 0; k < nClasses; k++) {
    const signs = Int8Array.from({ length: rows.nRows }, (_, row) => (labels[row] === k ? 1 : -1));
    const state = trainOneClass(problem, signs, settings, settings.seed + k);
    for (let column = 0; column < rows.nColumns; column++)
      weights[column * nClasses + k] = state.weights[column]!;
    biases[k] = state.bias * BIAS_FEATURE;
  }
  return { nClasses, weights, biases };
}
