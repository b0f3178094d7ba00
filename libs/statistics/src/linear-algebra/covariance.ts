import { createRowProducts } from './row-products.ts';

/** Column means of a row-major table. Cost: O(rows x columns). */
export function columnMeans(data: Float64Array, nRows: number, nColumns: number): Float64Array {
  const means = new Float64Array(nColumns);
  for (let i = 0, at = 0; i < nRows; i++) for (let j = 0; j < nColumns; j++) means[j] += data[at++];
  for (let j = 0; j < nColumns; j++) means[j] /= nRows;
  return means;
}

/** From so many columns and rows on blocks are worth their copies. */
const WIDE = 32;
/** Columns that are multiplied with as many others at a time. */
const BLOCK = 64;

/** The same, block by block of columns: each is copied, centred, as rows. */
function wideCovariance(
  { data, nRows, nFeatures: p }: { data: Float64Array; nRows: number; nFeatures: number },
  means: Float64Array,
  divisor: number,
): Float64Array {
  const covariance = new Float64Array(p * p);
  const size = Math.min(BLOCK, p);
  const products = createRowProducts({ nLeft: size, nRight: size, width: nRows });
  const load = (start: number, end: number, into: Float64Array): void => {
    for (let i = 0; i < nRows; i++)
      for (let j = start, at = i * p + start, to = i; j < end; j++, at++, to += products.stride)
        into[to] = data[at] - means[j];
  };
  for (let a = 0; a < p; a += size) {
    const aEnd = Math.min(p, a + size);
    load(a, aEnd, products.left);
    for (let b = 0; b <= a; b += size) {
      const bEnd = Math.min(p, b + size);
      load(b, bEnd, products.right);
      products.multiply(aEnd - a, bEnd - b);
      const width = bEnd - b + ((bEnd - b) % 2);
      for (let j = a; j < aEnd; j++)
        for (let k = b, at = (j - a) * width; k < bEnd; k++, at++)
          covariance[j * p + k] = covariance[k * p + j] = products.out[at] / divisor;
    }
  }
  return covariance;
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
  if (p >= WIDE && nRows >= WIDE) return wideCovariance(table, means, Math.max(nRows - ddof, 1));
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
