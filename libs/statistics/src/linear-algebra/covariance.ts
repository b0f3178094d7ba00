/** Column means of a row-major table. Cost: O(rows x columns). */
export function columnMeans(data: Float64Array, nRows: number, nColumns: number): Float64Array {
  const means = new Float64Array(nColumns);
  for (let i = 0, at = 0; i < nRows; i++) for (let j = 0; j < nColumns; j++) means[j] += data[at++];
  for (let j = 0; j < nColumns; j++) means[j] /= nRows;
  return means;
}

/**
 * Covariance matrix (row-major, columns x columns) of a row-major table around `means`, divided by n - `ddof`.
 * Cost: O(rows x columns^2) time, O(columns^2) memory.
 */
export function covarianceMatrix(
  table: { readonly data: Float64Array; readonly nRows: number; readonly nFeatures: number },
  means: Float64Array,
  ddof = 0,
): Float64Array {
  const { data, nRows, nFeatures: p } = table;
  const covariance = new Float64Array(p * p);
  const centred = new Float64Array(p);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < p; j++) centred[j] = data[i * p + j] - means[j];
    for (let j = 0; j < p; j++) {
      const c = centred[j];
      if (c === 0) continue;
      for (let k = 0, at = j * p; k <= j; k++, at++) covariance[at] += c * centred[k];
    }
  }
  const divisor = Math.max(nRows - ddof, 1);
  for (let j = 0; j < p; j++)
    for (let k = 0; k <= j; k++) covariance[k * p + j] = covariance[j * p + k] /= divisor;
  return covariance;
}
