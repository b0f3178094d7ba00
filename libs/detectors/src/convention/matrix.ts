import { DataError } from '@convoscope/statistics';

/** A table of numbers, row-major: row `i`, feature `j` is `data[i * nFeatures + j]`. Detectors never write to it. */
export interface Matrix {
  readonly data: Float64Array;
  readonly nRows: number;
  readonly nFeatures: number;
}

/** A table over `data` as it is (no copy). Throws when the length does not fit. */
export function createMatrix(data: Float64Array, nRows: number, nFeatures: number): Matrix {
  if (data.length !== nRows * nFeatures)
    throw new DataError(
      `${nRows} rows x ${nFeatures} features need ${nRows * nFeatures} numbers, got ${data.length}`,
    );
  return { data, nRows, nFeatures };
}

/** A table out of rows of equal length. Throws when they differ or there are none. */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const nFeatures = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * nFeatures);
  rows.forEach((row, i) => {
    if (row.length !== nFeatures)
      throw new DataError(`row ${i} has ${row.length} features, row 0 has ${nFeatures}`);
    data.set(row, i * nFeatures);
  });
  return { data, nRows: rows.length, nFeatures };
}

/** Row `i`, as a view (no copy). */
export const rowOf = (matrix: Matrix, i: number): Float64Array =>
  matrix.data.subarray(i * matrix.nFeatures, (i + 1) * matrix.nFeatures);

/** The chosen rows, copied, in the order given. */
export function selectRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const data = new Float64Array(rows.length * matrix.nFeatures);
  for (let i = 0; i < rows.length; i++) data.set(rowOf(matrix, rows[i]), i * matrix.nFeatures);
  return { data, nRows: rows.length, nFeatures: matrix.nFeatures };
}

/** Column `j`, copied. */
export function columnOf(matrix: Matrix, j: number): Float64Array {
  const column = new Float64Array(matrix.nRows);
  for (let i = 0; i < matrix.nRows; i++) column[i] = matrix.data[i * matrix.nFeatures + j];
  return column;
}

/** Throws a `DataError` that names the place when the table is empty, misshapen or holds NaN or an infinity. */
export function validateMatrix(matrix: Matrix, nFeatures = matrix.nFeatures): void {
  if (matrix.nRows === 0 || matrix.nFeatures === 0) throw new DataError('the table is empty');
  if (matrix.nFeatures !== nFeatures)
    throw new DataError(
      `the detector was fitted on ${nFeatures} features, the table has ${matrix.nFeatures}`,
    );
  createMatrix(matrix.data, matrix.nRows, matrix.nFeatures);
  // The built-in searches are fast from the first call on; the place is sought only when there is one.
  if ([Number.NaN, Infinity, -Infinity].every((value) => !matrix.data.includes(value))) return;
  const at = matrix.data.findIndex((value) => !Number.isFinite(value));
  throw new DataError(
    `row ${Math.floor(at / nFeatures)}, feature ${at % nFeatures} is ${matrix.data[at]}: fill missing values first`,
  );
}
