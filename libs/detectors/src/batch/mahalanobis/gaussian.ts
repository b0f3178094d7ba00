import {
  choleskyDecompose,
  columnMeans,
  covarianceMatrix,
  DataError,
  solveLowerInPlace,
} from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';

/** A normal distribution: its centre and the Cholesky factor of its covariance. */
export interface Gaussian {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly logDeterminant: number;
}

/**
 * Refuses a table whose covariance would take minutes and gigabytes (it grows with the square of the features, its use with the cube).
 * Throws a `DataError` that names detectors for such tables.
 */
export function refuseWide(detector: string, nFeatures: number, mostFeatures: number): void {
  if (nFeatures <= mostFeatures) return;
  throw new DataError(
    `detector "${detector}" relates every feature to every other and takes at most ${mostFeatures} features, the table has ${nFeatures}: use "pca", "knn" or "iforest", or choose features`,
  );
}

/**
 * A normal distribution with `ridge` added to each variance; the ridge grows tenfold until the covariance can be factored
 * (collinear and constant columns), at worst to the largest variance.
 */
export function createGaussian(mean: Float64Array, covariance: Float64Array, ridge: number): Gaussian {
  const p = mean.length;
  let added = ridge;
  for (;;) {
    const regular = Float64Array.from(covariance);
    for (let j = 0; j < p; j++) regular[j * p + j] += added;
    try {
      const lower = choleskyDecompose(regular, p);
      let logDeterminant = 0;
      for (let j = 0; j < p; j++) logDeterminant += 2 * Math.log(lower[j * p + j]);
      return { mean, lower, logDeterminant };
    } catch (error) {
      if (!(error instanceof DataError) || added > 1e300) throw error;
      added = Math.max(added * 10, 1e-12);
    }
  }
}

/** The normal distribution of a table. */
export function fitGaussian(table: Matrix, ridge: number): Gaussian {
  const mean = columnMeans(table.data, table.nRows, table.nFeatures);
  return createGaussian(mean, covarianceMatrix(table, mean), ridge);
}

/** Squared Mahalanobis distance of each row. Cost: O(rows x features^2). */
export function squaredDistances(gaussian: Gaussian, table: Matrix): Float64Array {
  const { data, nRows, nFeatures: p } = table;
  const centred = new Float64Array(p);
  const distances = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < p; j++) centred[j] = data[i * p + j] - gaussian.mean[j];
    solveLowerInPlace(gaussian.lower, centred, p);
    let sum = 0;
    for (let j = 0; j < p; j++) sum += centred[j] * centred[j];
    distances[i] = sum;
  }
  return distances;
}

/**
 * Parts of the squared Mahalanobis distance: d_j (S^-1 d)_j, which sum to it exactly. A part can be negative where a
 * feature makes the others' values more plausible. Source: Garthwaite and Koch, Aust. NZ J. Stat. 58 (2016), "corr-max" discussion.
 */
export function distanceParts(gaussian: Gaussian, row: Float64Array): Float64Array {
  const p = row.length;
  const centred = row.map((value, j) => value - gaussian.mean[j]);
  const solved = Float64Array.from(centred);
  solveLowerInPlace(gaussian.lower, solved, p);
  for (let i = p - 1; i >= 0; i--) {
    let sum = solved[i];
    for (let k = i + 1; k < p; k++) sum -= gaussian.lower[k * p + i] * solved[k];
    solved[i] = sum / gaussian.lower[i * p + i];
  }
  return centred.map((value, j) => value * solved[j]);
}
