import { DataError } from '../errors.ts';

/**
 * Lower triangular L (row-major) with L L' = `matrix`, symmetric positive definite `n` x `n`.
 * Throws when the matrix is not positive definite. Cost: n^3 / 3.
 */
export function choleskyDecompose(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j];
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum);
      else throw new DataError('the matrix is not positive definite');
    }
  }
  return lower;
}

/** Solves L y = b in place: `b` holds y afterwards. Cost: n^2 / 2. */
export function solveLowerInPlace(lower: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0, at = i * n; k < i; k++) sum -= lower[at + k] * b[k];
    b[i] = sum / lower[i * n + i];
  }
}

/** Solves `matrix` x = b for a symmetric positive definite matrix. Cost: n^3 / 3. */
export function solvePositiveDefinite(matrix: Float64Array, b: Float64Array, n: number): Float64Array {
  const lower = choleskyDecompose(matrix, n);
  const x = Float64Array.from(b);
  solveLowerInPlace(lower, x, n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i] * x[k];
    x[i] = sum / lower[i * n + i];
  }
  return x;
}
