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

/** Relative precision of a double: smaller shares of the largest variance are rounding. */
const ROUNDING = 2.220446049250313e-16;

/**
 * Inverse and log determinant of a symmetric positive definite matrix; undefined where a column has less than `leastShare` of its
 * diagonal left after those before it, as (nearly) dependent ones have. Cost: n^3.
 */
export function invertPositiveDefinite(
  matrix: Float64Array,
  n: number,
  leastShare: number,
): { matrix: Float64Array; logDeterminant: number } | undefined {
  const lower = new Float64Array(n * n);
  let [logDeterminant, largest] = [0, 0];
  for (let i = 0; i < n; i++) largest = Math.max(largest, matrix[i * n + i]);
  const least = ROUNDING * n * largest;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0, a = i * n, b = j * n; k < j; k++, a++, b++) sum -= lower[a] * lower[b];
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j];
      else if (sum > leastShare * matrix[i * n + i] && sum > least) lower[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
    logDeterminant += 2 * Math.log(lower[i * n + i]);
  }
  return { matrix: inverseOfFactor(lower, n), logDeterminant };
}

/** (L L')^-1, row by row of L^-1: the inverse is the sum of the products of its rows. */
function inverseOfFactor(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const at = i * n;
    for (let k = 0; k < i; k++) {
      const factor = lower[at + k];
      for (let j = 0, from = k * n; j <= k; j++, from++) rows[at + j] -= factor * rows[from];
    }
    rows[at + i] = 1;
    for (let j = 0; j <= i; j++) rows[at + j] /= lower[at + i];
    for (let a = 0; a <= i; a++)
      for (let b = 0, to = a * n; b <= a; b++, to++) inverse[to] += rows[at + a] * rows[at + b];
  }
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) inverse[b * n + a] = inverse[a * n + b];
  return inverse;
}
