/** A table by columns: numbers in typed arrays (NaN: missing), each distinct text of a column held once (code -1: missing). */
export interface ColumnTable {
  nRows: number;
  columns: TableColumn[];
}

export type TableColumn =
  | { kind: 'number'; name: string; values: Float64Array }
  | { kind: 'text'; name: string; codes: Int32Array; categories: string[] };
