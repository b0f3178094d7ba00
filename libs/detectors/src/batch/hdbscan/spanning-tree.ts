import type { Matrix } from '../../convention/matrix.ts';
import { loadQuery, squaredDistanceTo } from '../kmeans/squared-distance.ts';

/** Edges, each between two rows. */
export interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly length: Float64Array;
}

/**
 * Minimum spanning tree under mutual reachability: the largest of the distance and of both rows' core distances (Prim's algorithm,
 * without a matrix). Cost: O(rows^2 x features) time, O(rows) memory.
 */
export function spanningTree(table: Matrix, core: Float64Array): Edges {
  const { data, nRows, nFeatures: p } = table;
  const edges: Edges = {
    from: new Int32Array(nRows - 1),
    to: new Int32Array(nRows - 1),
    length: new Float64Array(nRows - 1),
  };
  const nearest = new Float64Array(nRows).fill(Infinity);
  const source = new Int32Array(nRows);
  const left = Int32Array.from({ length: nRows - 1 }, (_, i) => i + 1);
  const row = new Float64Array(p);
  let current = 0;
  for (let n = 0; n < nRows - 1; n++) {
    loadQuery(row, data, current * p);
    let best = 0;
    const nLeft = nRows - 1 - n;
    for (let at = 0; at < nLeft; at++) {
      const i = left[at];
      const floor = Math.max(core[current], core[i]);
      if (floor < nearest[i]) {
        const distance = Math.max(floor, Math.sqrt(squaredDistanceTo(row, data, i * p)));
        if (distance < nearest[i]) {
          nearest[i] = distance;
          source[i] = current;
        }
      }
      if (nearest[i] < nearest[left[best]]) best = at;
    }
    current = left[best];
    edges.from[n] = source[current];
    edges.to[n] = current;
    edges.length[n] = nearest[current];
    left[best] = left[nLeft - 1];
  }
  return edges;
}
