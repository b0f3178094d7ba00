import { averageRanks, DataError, normalQuantile, ParameterError } from '@convoscope/statistics';
import { columnOf, validateMatrix, type Matrix } from '../convention/matrix.ts';

/** Pearson: straight-line dependence; Spearman: any rising or falling one, and far values count for little. */
export type CorrelationMethod = 'pearson' | 'spearman';

/** Around its mean with variance 1; all zeros for a constant. */
export function standardise(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  const deviation = Math.sqrt(squares / n);
  const isConstant = deviation <= 1e-12 * Math.max(Math.abs(mean), 1e-300);
  return Float64Array.from(values, (value) => (isConstant ? 0 : (value - mean) / deviation));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Correlation in [-1, 1] of two equally long rows of values; 0 where one is constant. Throws `DataError` on unlike lengths. */
export function correlationOf(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  method: CorrelationMethod = 'pearson',
): number {
  if (a.length !== b.length) throw new DataError(`${a.length} and ${b.length} values make no pairs`);
  const [x, y] = method === 'spearman' ? [averageRanks(a), averageRanks(b)] : [a, b];
  return Math.max(-1, Math.min(1, dot(standardise(x), standardise(y)) / a.length));
}

/**
 * The correlations of all columns, row-major, symmetric, 1 on the diagonal; 0 beside constants.
 * Cost: O(nRows x nFeatures^2), for Spearman and a sort a column.
 */
export function correlationMatrix(table: Matrix, method: CorrelationMethod = 'pearson'): Float64Array {
  validateMatrix(table);
  const k = table.nFeatures;
  const columns = Array.from({ length: k }, (_, j) => {
    const column = columnOf(table, j);
    return standardise(method === 'spearman' ? averageRanks(column) : column);
  });
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      const value = i === j ? 1 : Math.max(-1, Math.min(1, dot(columns[i], columns[j]) / table.nRows));
      matrix[i * k + j] = matrix[j * k + i] = value;
    }
  return matrix;
}

/**
 * The correlation of each `window` values in a row: element i is that of values i to i + window - 1, so there are n - window + 1.
 * Cost: O(n x window).
 */
export function rollingCorrelation(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  window: number,
  method: CorrelationMethod = 'pearson',
): Float64Array {
  if (!(Number.isInteger(window) && window >= 3))
    throw new ParameterError('window', 'an integer >= 3', window);
  const [x, y] = [Float64Array.from(a), Float64Array.from(b)];
  return Float64Array.from({ length: Math.max(0, x.length - window + 1) }, (_, i) =>
    correlationOf(x.subarray(i, i + window), y.subarray(i, i + window), method),
  );
}

/** Values replaced by the normal quantiles of their ranks: the order stays, far values come near. */
export const normalScores = (values: ArrayLike<number>): Float64Array =>
  averageRanks(values).map((rank) => normalQuantile((rank - 0.5) / values.length));

/**
 * What each pair of values adds to the correlation, around 0: its mean over a part of the rows says how much the correlation there
 * differs, its long-run variance how well the correlation is known. `a` and `b` are standardised, `correlation` is theirs.
 * Source: the influence function of the correlation (Devlin, Gnanadesikan, Kettenring, Biometrika 62, 1975).
 */
export const correlationInfluence = (a: Float64Array, b: Float64Array, correlation: number): Float64Array =>
  a.map((value, i) => value * b[i] - (correlation / 2) * (value * value + b[i] * b[i]));
