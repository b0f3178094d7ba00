import { columnMeans, covarianceMatrix, symmetricEigen } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../../convention/matrix.ts';

/** Centre and spread of each feature; a constant feature has its own value and 1. */
export interface Standard {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

/** Principal components of the standardised table: rows of `vectors`, of length one, and their variances, largest first. */
export interface Components {
  readonly vectors: Float64Array;
  readonly variances: Float64Array;
}

/** Spreads below this share of the level are rounding. */
const CONSTANT = 1e-12;
/** Components with less than this share of the largest variance are rounding: the table has no such direction. */
const RANK_TOLERANCE = 1e-10;

export function fitStandard({ data, nRows, nFeatures: p }: Matrix): Standard {
  const mean = columnMeans(data, nRows, p);
  const scale = new Float64Array(p);
  for (let i = 0, at = 0; i < nRows; i++)
    for (let j = 0; j < p; j++, at++) {
      const d = data[at] - mean[j];
      scale[j] += d * d;
    }
  for (let j = 0; j < p; j++) {
    scale[j] = Math.sqrt(scale[j] / nRows);
    if (scale[j] > CONSTANT * Math.abs(mean[j])) continue;
    mean[j] = data[j];
    scale[j] = 1;
  }
  return { mean, scale };
}

function standardize({ data, nRows, nFeatures: p }: Matrix, { mean, scale }: Standard): Matrix {
  const standard = new Float64Array(data.length);
  for (let i = 0, at = 0; i < nRows; i++)
    for (let j = 0; j < p; j++, at++) standard[at] = (data[at] - mean[j]) / scale[j];
  return createMatrix(standard, nRows, p);
}

/** Correlations out of one pass over the raw table: no standardised copy is made. */
function correlations(table: Matrix, { mean, scale }: Standard): Float64Array {
  const p = table.nFeatures;
  const matrix = covarianceMatrix(table, mean);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) matrix[j * p + k] /= scale[j] * scale[k];
  return matrix;
}

/** Those above rounding, of `vectors` that are orthogonal but of any length. */
function keepReal(variances: Float64Array, vectors: Float64Array, p: number): Components {
  let kept = 0;
  while (kept < variances.length && variances[kept] > RANK_TOLERANCE * variances[0]) kept++;
  const real = vectors.slice(0, kept * p);
  for (let c = 0; c < kept; c++) orient(real.subarray(c * p, (c + 1) * p));
  return { variances: variances.slice(0, kept), vectors: real };
}

/** Length one, and the entry of largest size positive: an eigenvector has no sign of its own (as scikit-learn's svd_flip). */
function orient(vector: Float64Array): void {
  let square = 0;
  let largest = 0;
  for (let j = 0; j < vector.length; j++) {
    square += vector[j] * vector[j];
    if (Math.abs(vector[j]) > Math.abs(largest)) largest = vector[j];
  }
  const factor = Math.sign(largest) / Math.sqrt(square);
  for (let j = 0; j < vector.length; j++) vector[j] *= factor;
}

/** Components by way of the products of rows: for tables with more features than rows. Cost: O(rows^2 x features + rows^3). */
function wideComponents(table: Matrix, standard: Standard): Components {
  const { data, nRows: n, nFeatures: p } = standardize(table, standard);
  const products = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += data[a * p + j] * data[b * p + j];
      products[a * n + b] = products[b * n + a] = sum / n;
    }
  const { values, vectors: weights } = symmetricEigen(products, n);
  const vectors = new Float64Array(n * p);
  for (let c = 0; c < n; c++)
    for (let i = 0; i < n; i++) {
      const weight = weights[c * n + i];
      for (let j = 0; j < p; j++) vectors[c * p + j] += weight * data[i * p + j];
    }
  return keepReal(values, vectors, p);
}

/** Cost: O(rows x features x min(rows, features)) and the cube of the smaller. */
export function fitComponents(table: Matrix, standard: Standard): Components {
  const p = table.nFeatures;
  if (p > table.nRows) return wideComponents(table, standard);
  const { values, vectors } = symmetricEigen(correlations(table, standard), p);
  return keepReal(values, vectors, p);
}
