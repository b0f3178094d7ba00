import type { Matrix } from '../convention/matrix.ts';
import type { RowRange, RowWork } from '../convention/row-work.ts';
import {
  buildKdTree,
  createNearest,
  isWide,
  searchNearest,
  type KdTree,
  type NearestHeap,
} from './kd-tree.ts';
import { searchWide } from './wide-neighbours.ts';

/** Neighbours of each row, nearest first: row `i`'s are at `i * k ... i * k + k - 1`. */
export interface Neighbours {
  readonly k: number;
  readonly indices: Int32Array;
  /** Euclidean distances. */
  readonly distances: Float64Array;
}

/** The index that neighbours are searched in. */
export type NeighbourIndex = KdTree;
export const buildNeighbourIndex = (table: Matrix): NeighbourIndex => buildKdTree(table);

/** How many neighbours rows of a table of `nRows` can have, at most `wanted`; 0 for a single row. */
export const usableNeighbours = (wanted: number, nRows: number): number => Math.min(wanted, nRows - 1);

/**
 * The `k` nearest indexed rows of each row of `table`, or of a range of its rows; with `leaveSelfOut`, `table` is the indexed one and a
 * row is not its own neighbour.
 */
export function findNeighbours(
  index: NeighbourIndex,
  table: Matrix,
  k: number,
  leaveSelfOut: boolean,
  { from, to }: RowRange = { from: 0, to: table.nRows },
): Neighbours {
  const indices = new Int32Array((to - from) * k);
  const distances = new Float64Array((to - from) * k);
  if (k === 0) return { k, indices, distances };
  const keep = (i: number, nearest: NearestHeap): void => {
    for (let n = 0, at = (i - from) * k; n < k; n++, at++) {
      indices[at] = nearest.indices[n];
      distances[at] = Math.sqrt(nearest.distances[n]);
    }
  };
  if (isWide(index) && to - from >= FEW_ROWS) {
    const points = { data: index.points, nRows: index.nRows, nFeatures: index.nFeatures };
    searchWide(points, table, { k, leaveSelfOut, range: { from, to } }, keep);
    return { k, indices, distances };
  }
  const nearest = createNearest(k);
  for (let i = from; i < to; i++) {
    searchNearest(index, table.data, i * table.nFeatures, nearest, leaveSelfOut ? i : -1);
    keep(i, nearest);
  }
  return { k, indices, distances };
}

/** Fewer rows are not worth loading all points for. */
const FEW_ROWS = 8;

/** Row work whose long part is to find the neighbours of each row: `wanted` of them, as many as there are. */
export const neighbourWork = <P, Model>(
  wanted: (params: P) => number,
  finish: (
    index: NeighbourIndex,
    found: Neighbours,
    table: Matrix,
    params: P,
  ) => { model: Model; scores: Float64Array },
): RowWork<P, NeighbourIndex, Model> => ({
  prepare: buildNeighbourIndex,
  width: (_index, table, params) => 2 * usableNeighbours(wanted(params), table.nRows),
  compute(index, table, range, params, out) {
    const k = usableNeighbours(wanted(params), table.nRows);
    const { indices, distances } = findNeighbours(index, table, k, true, range);
    for (let i = 0, at = 0; i < range.to - range.from; i++)
      for (let n = 0; n < k; n++, at++) {
        out[(2 * i + 1) * k + n] = indices[at];
        out[2 * i * k + n] = distances[at];
      }
  },
  finish(index, table, rows, params) {
    const k = usableNeighbours(wanted(params), table.nRows);
    const found = {
      k,
      indices: new Int32Array(table.nRows * k),
      distances: new Float64Array(table.nRows * k),
    };
    for (let i = 0; i < table.nRows; i++) {
      found.distances.set(rows.subarray(2 * i * k, (2 * i + 1) * k), i * k);
      found.indices.set(rows.subarray((2 * i + 1) * k, (2 * i + 2) * k), i * k);
    }
    return finish(index, found, table, params);
  },
});
