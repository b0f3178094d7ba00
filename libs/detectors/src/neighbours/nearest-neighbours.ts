import type { Matrix } from '../convention/matrix.ts';
import { buildKdTree, createNearest, searchNearest, type KdTree } from './kd-tree.ts';

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

/** The `k` nearest indexed rows of each row of `table`; with `leaveSelfOut`, `table` is the indexed one and a row is not its own neighbour. */
export function findNeighbours(
  index: NeighbourIndex,
  table: Matrix,
  k: number,
  leaveSelfOut: boolean,
): Neighbours {
  const indices = new Int32Array(table.nRows * k);
  const distances = new Float64Array(table.nRows * k);
  if (k === 0) return { k, indices, distances };
  const nearest = createNearest(k);
  for (let i = 0; i < table.nRows; i++) {
    searchNearest(index, table.data, i * table.nFeatures, nearest, leaveSelfOut ? i : -1);
    for (let n = 0; n < k; n++) {
      indices[i * k + n] = nearest.indices[n];
      distances[i * k + n] = Math.sqrt(nearest.distances[n]);
    }
  }
  return { k, indices, distances };
}
