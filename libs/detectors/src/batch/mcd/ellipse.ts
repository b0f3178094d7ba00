import {
  columnMeans,
  covarianceMatrix,
  invertPositiveDefinite,
  symmetricEigen,
} from '@convoscope/statistics';
import { selectRows, type Matrix } from '../../convention/matrix.ts';

/**
 * Centre and inverse covariance of a group of rows. Directions without variance in the group are left out of distances (the inverse is
 * the pseudo-inverse), so that a column in which most rows agree does not make every other row infinitely far.
 */
export interface Ellipse {
  readonly mean: Float64Array;
  /** Pseudo-inverse of the covariance, features x features. */
  readonly precision: Float64Array;
  /** Of the directions that have variance. */
  readonly logDeterminant: number;
  /** How many have. */
  readonly rank: number;
}

/** Smallest share of the largest variance that is not rounding, a feature. */
const RANK_TOLERANCE = 2.220446049250313e-16;
/** A feature of which the others leave less than this share of its variance may be their sum: the eigenvalues decide. */
const COLLINEAR = 1e-10;

/** Cost: O(features^3). */
export function toEllipse(mean: Float64Array, covariance: Float64Array): Ellipse {
  const inverse = invertPositiveDefinite(covariance, mean.length, COLLINEAR);
  if (inverse === undefined) return pseudoInverse(mean, covariance);
  return { mean, precision: inverse.matrix, logDeterminant: inverse.logDeterminant, rank: mean.length };
}

function pseudoInverse(mean: Float64Array, covariance: Float64Array): Ellipse {
  const p = mean.length;
  const { values, vectors } = symmetricEigen(covariance, p);
  const least = RANK_TOLERANCE * p * Math.max(values[0], 0);
  const precision = new Float64Array(p * p);
  let [rank, logDeterminant] = [0, 0];
  for (; rank < p && values[rank] > least; rank++) {
    logDeterminant += Math.log(values[rank]);
    for (let j = 0, from = rank * p; j < p; j++) {
      const scaled = vectors[from + j] / values[rank];
      for (let k = 0; k < p; k++) precision[j * p + k] += scaled * vectors[from + k];
    }
  }
  return { mean, precision, logDeterminant, rank };
}

/** The ellipse of some rows, its covariance multiplied by `factor`. Cost: O(rows x features^2 + features^3). */
export function ellipseOf(table: Matrix, rows: Int32Array, factor = 1): Ellipse {
  const chosen = selectRows(table, rows);
  const mean = columnMeans(chosen.data, chosen.nRows, chosen.nFeatures);
  const covariance = covarianceMatrix(chosen, mean);
  for (let at = 0; at < covariance.length; at++) covariance[at] *= factor;
  return toEllipse(mean, covariance);
}

/** Squared Mahalanobis distance of each row. Cost: O(rows x features^2). */
export function ellipseDistances(
  { mean, precision }: Ellipse,
  { data, nRows, nFeatures: p }: Matrix,
): Float64Array {
  const centred = new Float64Array(p);
  const distances = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0, at = i * p; j < p; j++, at++) centred[j] = data[at] - mean[j];
    let sum = 0;
    for (let j = 0; j < p; j++) {
      let half = 0;
      for (let k = 0, at = j * p; k < j; k++, at++) half += precision[at] * centred[k];
      sum += centred[j] * (2 * half + precision[j * p + j] * centred[j]);
    }
    distances[i] = Math.max(sum, 0);
  }
  return distances;
}

/** Parts d_j (S^-1 d)_j of the squared distance, which sum to it exactly: see `distanceParts` of the Mahalanobis distance. */
export function ellipseParts({ mean, precision }: Ellipse, row: Float64Array): Float64Array {
  const p = row.length;
  const centred = row.map((value, j) => value - mean[j]);
  return centred.map((value, j) => {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += precision[j * p + k] * centred[k];
    return value * sum;
  });
}
