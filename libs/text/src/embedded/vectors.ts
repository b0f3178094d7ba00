/** Rows of numbers, one after the other. */
export interface Vectors {
  readonly nRows: number;
  readonly width: number;
  readonly values: Float32Array;
}

/** Where the vectors of a training lie, and how far apart: models differ in both. */
export interface Standardisation {
  readonly mean: Float32Array;
  /** Factor after which vectors have length 1 on average (root of the mean square). */
  readonly factor: number;
}

/** The given rows, in the given order. */
export function selectVectors({ width, values }: Vectors, wanted: readonly number[]): Vectors {
  const selected = new Float32Array(wanted.length * width);
  wanted.forEach((row, at) => selected.set(values.subarray(row * width, (row + 1) * width), at * width));
  return { nRows: wanted.length, width, values: selected };
}

/** Learns centre and size of vectors. Throws RangeError for no row. */
export function fitStandardisation({ nRows, width, values }: Vectors): Standardisation {
  if (nRows === 0) throw new RangeError('no vectors to learn from');
  const mean = new Float64Array(width);
  for (let row = 0; row < nRows; row++)
    for (let k = 0; k < width; k++) mean[k]! += values[row * width + k]! / nRows;
  let squares = 0;
  for (let row = 0; row < nRows; row++)
    for (let k = 0; k < width; k++) squares += (values[row * width + k]! - mean[k]!) ** 2 / nRows;
  return { mean: Float32Array.from(mean), factor: squares === 0 ? 1 : 1 / Math.sqrt(squares) };
}

/** Centred and scaled copies. */
export function standardise({ nRows, width, values }: Vectors, { mean, factor }: Standardisation): Vectors {
  const result = new Float32Array(values.length);
  for (let row = 0; row < nRows; row++)
    for (let k = 0; k < width; k++) {
      const at = row * width + k;
      result[at] = (values[at]! - mean[k]!) * factor;
    }
  return { nRows, width, values: result };
}

/** Squared distance of row `a` of one and row `b` of another. */
export function squaredDistance(left: Vectors, a: number, right: Vectors, b: number): number {
  const { width } = left;
  const [x, y] = [left.values, right.values];
  let sum = 0;
  for (let k = 0, i = a * width, j = b * width; k < width; k++, i++, j++) sum += (x[i]! - y[j]!) ** 2;
  return sum;
}
