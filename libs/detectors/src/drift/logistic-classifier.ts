import { DataError, solvePositiveDefinite } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';
import type { Classifier } from './tree-classifier.ts';

const N_STEPS = 8;
/** Ridge on standardised features: a weak pull to 0, so that separable classes have a solution. */
const RIDGE = 1;
const MAX_FEATURES = 200;

/** Linear predictor of a row; the last weight is the intercept. */
function predict({ data, nFeatures }: Matrix, row: number, weights: Float64Array): number {
  let sum = weights[nFeatures];
  for (let j = 0; j < nFeatures; j++) sum += weights[j] * data[row * nFeatures + j];
  return sum;
}

/** One Newton step of the penalised log-likelihood. */
function improve(table: Matrix, labels: Uint8Array, rows: Int32Array, weights: Float64Array): Float64Array {
  const { data, nFeatures: p } = table;
  const k = p + 1;
  const curvature = new Float64Array(k * k);
  const slope = Float64Array.from(weights, (weight, j) => (j < p ? -RIDGE * weight : 0));
  for (let j = 0; j < k; j++) curvature[j * k + j] = j < p ? RIDGE : 1e-6;
  for (const row of rows) {
    const probability = 1 / (1 + Math.exp(-predict(table, row, weights)));
    const bend = Math.max(probability * (1 - probability), 1e-6);
    const valueOf = (j: number): number => (j < p ? data[row * p + j] : 1);
    for (let j = 0; j < k; j++) {
      const value = valueOf(j);
      slope[j] += (labels[row] - probability) * value;
      for (let l = 0; l <= j; l++) curvature[j * k + l] += bend * value * valueOf(l);
    }
  }
  for (let j = 0; j < k; j++) for (let l = 0; l < j; l++) curvature[l * k + j] = curvature[j * k + l];
  const step = solvePositiveDefinite(curvature, slope, k);
  return weights.map((weight, j) => weight + step[j]);
}

/**
 * Ridge logistic regression on standardised features: sees shifted means only, but with few rows already.
 * At most 200 features. Cost: 8 x rows x features^2.
 */
export const classifyByLogistic: Classifier = (table, labels, train, test) => {
  if (table.nFeatures > MAX_FEATURES)
    throw new DataError(`logistic regression takes at most ${MAX_FEATURES} features here: use trees`);
  let weights = new Float64Array(table.nFeatures + 1);
  for (let step = 0; step < N_STEPS; step++)
    weights = improve(table, labels, train, weights) as typeof weights;
  return Float64Array.from(test, (row) => predict(table, row, weights));
};
