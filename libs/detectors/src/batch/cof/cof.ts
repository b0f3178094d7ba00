import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import {
  buildNeighbourIndex,
  findNeighbours,
  usableNeighbours,
  type NeighbourIndex,
} from '../../neighbours/nearest-neighbours.ts';
import { loadQuery, squaredDistanceTo } from '../kmeans/squared-distance.ts';

const params = {
  k: integer(20, 1, 1000, 'Neighbours that form the chain; cost grows with k squared.'),
} as const;

interface Model {
  readonly index: NeighbourIndex;
  readonly table: Matrix;
  readonly chaining: Float64Array;
}

/** What one chain after another is built in. */
interface Workspace {
  /** The neighbours' rows after one another. */
  readonly rows: Float64Array;
  /** Squared length of the shortest edge from each neighbour to the chain. */
  readonly edge: Float64Array;
  /** Neighbours that are not yet in the chain. */
  readonly left: Int32Array;
}

/**
 * Average chaining distance of the loaded neighbours from `row`: they are joined one at a time by the shortest edge to those already in
 * (Prim's algorithm from the row); early edges weigh most.
 */
function chainingDistance(row: Float64Array, { rows, edge, left }: Workspace): number {
  const p = row.length;
  const k = left.length;
  for (let n = 0; n < k; n++) {
    left[n] = n;
    edge[n] = squaredDistanceTo(row, rows, n * p);
  }
  let sum = 0;
  for (let nLeft = k; nLeft > 0; nLeft--) {
    let shortest = 0;
    for (let at = 1; at < nLeft; at++) if (edge[left[at]] < edge[left[shortest]]) shortest = at;
    const next = left[shortest];
    left[shortest] = left[nLeft - 1];
    sum += ((2 * nLeft) / (k * (k + 1))) * Math.sqrt(edge[next]);
    const point = rows.subarray(next * p, (next + 1) * p);
    for (let at = 0; at < nLeft - 1; at++) {
      const other = left[at];
      const d = squaredDistanceTo(point, rows, other * p);
      if (d < edge[other]) edge[other] = d;
    }
  }
  return sum;
}

/** Smallest mean chaining distance divided by, so that rows among duplicates stay finite. */
const FLOOR = 1e-10;

function toFactors(own: Float64Array, chaining: Float64Array, indices: Int32Array, k: number): Float64Array {
  return own.map((mine, i) => {
    if (k === 0) return 1;
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += chaining[indices[at]];
    return (mine + FLOOR) / (sum / k + FLOOR);
  });
}

function chainAll(table: Matrix, rows: Matrix, indices: Int32Array, k: number): Float64Array {
  const p = table.nFeatures;
  const workspace = { rows: new Float64Array(k * p), edge: new Float64Array(k), left: new Int32Array(k) };
  const row = new Float64Array(p);
  const chaining = new Float64Array(rows.nRows);
  for (let i = 0; i < rows.nRows; i++) {
    loadQuery(row, rows.data, i * p);
    for (let n = 0, at = 0; n < k; n++)
      for (let j = 0, from = indices[i * k + n] * p; j < p; j++) workspace.rows[at++] = table.data[from++];
    chaining[i] = chainingDistance(row, workspace);
  }
  return chaining;
}

/**
 * Connectivity-based outlier factor: how much longer the chain through the row's neighbours is than the neighbours' own.
 * Finds rows off a line or curve that `lof` takes for dense. About 1 is ordinary. Scale features first.
 * Cost: neighbours plus O(rows x k^2 x features). Source: Tang et al., PAKDD 2002.
 */
export const cof = defineBatchDetector<typeof params, Model>({
  name: 'cof',
  summary: 'rows that are worse connected than their neighbours',
  params,
  fit(table, { k }) {
    const index = buildNeighbourIndex(table);
    const used = usableNeighbours(k, table.nRows);
    const { indices } = findNeighbours(index, table, used, true);
    const chaining = chainAll(table, table, indices, used);
    const kept = { ...table, data: table.data.slice() };
    return { model: { index, table: kept, chaining }, scores: toFactors(chaining, chaining, indices, used) };
  },
  score({ index, table: learnt, chaining }, table, { k }) {
    const used = usableNeighbours(k, learnt.nRows);
    const { indices } = findNeighbours(index, table, used, false);
    return toFactors(chainAll(learnt, table, indices, used), chaining, indices, used);
  },
});
