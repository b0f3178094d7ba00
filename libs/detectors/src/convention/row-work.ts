import type { Matrix } from './matrix.ts';

/**
 * Learning in three parts, the long one of which goes row by row with no row depending on another: it may be done in one go, or in
 * ranges of rows by several threads, with the same bits. What `prepare` returns is plain data (numbers, strings, typed arrays,
 * arrays, objects), so that threads can share it.
 */
export interface RowWork<Params, Prepared, Model> {
  prepare(table: Matrix, params: Params): Prepared;
  /** Numbers that each row yields. */
  width(prepared: Prepared, table: Matrix, params: Params): number;
  /** Writes the numbers of the rows `from` up to but without `to`, the first row's first. Reads, never changes, what it is given. */
  compute(prepared: Prepared, table: Matrix, range: RowRange, params: Params, out: Float64Array): void;
  /** The model and the scores out of every row's numbers. */
  finish(
    prepared: Prepared,
    table: Matrix,
    rows: Float64Array,
    params: Params,
  ): { model: Model; scores: Float64Array };
}

export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** The rows of a range, as a view (no copy). */
export const rowsOf = ({ data, nFeatures }: Matrix, { from, to }: RowRange): Matrix => ({
  data: data.subarray(from * nFeatures, to * nFeatures),
  nRows: to - from,
  nFeatures,
});

/** A `fit` that does the work in one go. */
export const fitByRows =
  <Params, Prepared, Model>(work: RowWork<Params, Prepared, Model>) =>
  (table: Matrix, params: Params): { model: Model; scores: Float64Array } => {
    const prepared = work.prepare(table, params);
    const rows = new Float64Array(table.nRows * work.width(prepared, table, params));
    work.compute(prepared, table, { from: 0, to: table.nRows }, params, rows);
    return work.finish(prepared, table, rows, params);
  };

/** The work of a method that scores the rows it learnt from like any others: most of its time goes into that. */
export const learnThenScore = <Params, Model>(
  learn: (table: Matrix, params: Params) => Model,
  score: (model: Model, table: Matrix, params: Params) => Float64Array,
): RowWork<Params, Model, Model> => ({
  prepare: learn,
  width: () => 1,
  compute: (model, table, range, params, out) => out.set(score(model, rowsOf(table, range), params)),
  finish: (model, _table, scores) => ({ model, scores }),
});
