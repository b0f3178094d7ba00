import type { SparseRows } from '../features/sparse-rows.ts';
import { softmaxInto } from './calibration.ts';
import type { LinearModel } from './linear-model.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';

export interface LogisticRegressionOptions {
  /** Inverse strength of the L2 penalty, > 0. Default 10. */
  readonly cost?: number;
  /** Passes over the data. Default 20. */
  readonly epochs?: number;
  /** AdaGrad step. Default 0.5. */
  readonly rate?: number;
  readonly seed?: number;
}

interface Fit {
  readonly rows: SparseRows;
  readonly nClasses: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** Sums of squared gradients, one a weight. */
  readonly squares: Float32Array;
  readonly biasSquares: Float32Array;
  readonly rate: number;
  readonly decay: number;
}

const EPSILON = 1e-8;

function scoreRow(fit: Fit, row: number, scores: Float64Array): void {
  const { rows, nClasses, weights } = fit;
  for (let k = 0; k < nClasses; k++) scores[k] = fit.biases[k]!;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
    const base = rows.columns[at]! * nClasses;
    for (let k = 0; k < nClasses; k++) scores[k]! += rows.values[at]! * weights[base + k]!;
  }
}

/** AdaGrad step for one row; `errors` is probability minus truth. */
function updateRow(fit: Fit, row: number, errors: Float64Array): void {
  const { rows, nClasses, weights, squares, rate, decay } = fit;
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
    const base = rows.columns[at]! * nClasses;
    for (let k = 0; k < nClasses; k++) {
      const gradient = errors[k]! * rows.values[at]! + decay * weights[base + k]!;
      squares[base + k]! += gradient * gradient;
      weights[base + k]! -= (rate * gradient) / (Math.sqrt(squares[base + k]!) + EPSILON);
    }
  }
  for (let k = 0; k < nClasses; k++) {
    fit.biasSquares[k]! += errors[k]! ** 2;
    fit.biases[k]! -= (rate * errors[k]!) / (Math.sqrt(fit.biasSquares[k]!) + EPSILON);
  }
}

/**
 * Multinomial logistic regression with L2 penalty, by AdaGrad (Duchi et al. 2011) over shuffled rows. `labels` are class numbers in [0, nClasses).
 * Its softmax is a probability as it stands, where the SVM needs calibration; the SVM is the more accurate
 * on few examples. Deterministic for a seed. Cost: O(epochs · entries · classes).
 */
export function trainLogisticRegression(
  rows: SparseRows,
  labels: ArrayLike<number>,
  nClasses: number,
  options: LogisticRegressionOptions = {},
): LinearModel {
  const { cost, epochs, rate, seed } = { cost: 10, epochs: 20, rate: 0.5, seed: 1, ...options };
  const size = rows.nColumns * nClasses;
  const fit: Fit = {
    ...{ rows, nClasses, rate, decay: 1 / (cost * Math.max(1, rows.nRows)) },
    ...{ weights: new Float32Array(size), biases: new Float32Array(nClasses) },
    ...{ squares: new Float32Array(size), biasSquares: new Float32Array(nClasses) },
  };
  const order = Int32Array.from({ length: rows.nRows }, (_, row) => row);
  const random = createSeededRandom(seed);
  const errors = new Float64Array(nClasses);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      scoreRow(fit, row, errors);
      softmaxInto(errors, 1);
      errors[labels[row]!]! -= 1;
      updateRow(fit, row, errors);
    }
  }
  return { nClasses, weights: fit.weights, biases: fit.biases };
}
