/** Sparse rows in compressed form: row r holds entries `starts[r]` to `starts[r + 1]` of `columns` and `values`. */
export interface SparseRows {
  readonly nRows: number;
  readonly nColumns: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** One sparse vector; the arrays may be longer than `length`. */
export interface SparseVector {
  readonly length: number;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Packs vectors into rows. */
export function toSparseRows(vectors: readonly SparseVector[], nColumns: number): SparseRows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, row) => {
    starts[row + 1] = starts[row]! + vector.length;
  });
  const columns = new Int32Array(starts[vectors.length]!);
  const values = new Float32Array(columns.length);
  vectors.forEach((vector, row) => {
    columns.set(vector.columns.subarray(0, vector.length), starts[row]);
    values.set(vector.values.subarray(0, vector.length), starts[row]);
  });
  return { nRows: vectors.length, nColumns, starts, columns, values };
}

/** The given rows, in the given order. */
export function selectRows(rows: SparseRows, wanted: readonly number[]): SparseRows {
  const vectors = wanted.map((row) => {
    const from = rows.starts[row]!;
    const to = rows.starts[row + 1]!;
    return {
      length: to - from,
      columns: rows.columns.subarray(from, to),
      values: rows.values.subarray(from, to),
    };
  });
  return toSparseRows(vectors, rows.nColumns);
}
