import { rowsOf, type RowRange } from '../convention/row-work.ts';
import { batchFactoryOf } from '../registry.ts';
import type { BatchDetector } from '../convention/batch-detector.ts';
import type { Matrix } from '../convention/matrix.ts';

interface RowTask {
  /** Name of the detector. */
  readonly name: string;
  readonly table: Matrix;
  readonly range: RowRange;
  /** Shared; the results of the range lie at its rows. */
  readonly out: Float64Array;
}

/** A range of the rows to learn from. */
export interface FitTask extends RowTask {
  readonly prepared: unknown;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A range of rows to score. */
export interface ScoreTask extends RowTask {
  /** The same number for the same snapshot: a thread makes the detector once. */
  readonly snapshotId: number;
  readonly snapshot: unknown;
}

/** Does a part of learning. */
export function computeRows({ name, table, range, out, prepared, params }: FitTask): void {
  const work = batchFactoryOf(name).rowWork;
  const width = out.length / table.nRows;
  work?.compute(prepared, table, range, params, out.subarray(range.from * width, range.to * width));
}

let latest: { id: number; detector: BatchDetector } | undefined;

/** Scores a part of a table. */
export function scoreRows({ name, table, range, out, snapshotId, snapshot }: ScoreTask): void {
  if (latest?.id !== snapshotId)
    latest = { id: snapshotId, detector: batchFactoryOf(name).fromSnapshot(snapshot) };
  out.set(latest.detector.score(rowsOf(table, range)), range.from);
}
