import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import {
  buildNeighbourIndex,
  findNeighbours,
  usableNeighbours,
  type NeighbourIndex,
} from '../../neighbours/nearest-neighbours.ts';
import { squaredDistance } from '../kmeans/lloyd.ts';

const params = {
  k: integer(20, 1, 1000, 'Neighbours that form the chain; cost grows with k squared.'),
} as const;

interface Model {
  readonly index: NeighbourIndex;
  readonly table: Matrix;
  readonly chaining: Float64Array;
}

/**
 * Average chaining distance: the neighbours are joined one at a time by the shortest edge to those already in
 * (Prim's algorithm from the row); early edges weigh most.
 */
function chainingDistance(table: Matrix, data: Float64Array, at: number, neighbours: Int32Array): number {
  const k = neighbours.length;
  const p = table.nFeatures;
  const edge = Float64Array.from(neighbours, (n) => squaredDistance(table.data, n * p, data, at, p));
  const isIn = new Uint8Array(k);
  let sum = 0;
  for (let step = 1; step <= k; step++) {
    let next = -1;
    for (let n = 0; n < k; n++) if (!isIn[n] && (next < 0 || edge[n] < edge[next])) next = n;
    isIn[next] = 1;
    sum += ((2 * (k + 1 - step)) / (k * (k + 1))) * Math.sqrt(edge[next]);
    for (let n = 0; n < k; n++)
      if (!isIn[n])
        edge[n] = Math.min(
          edge[n],
          squaredDistance(table.data, neighbours[n] * p, table.data, neighbours[next] * p, p),
        );
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
  return Float64Array.from({ length: rows.nRows }, (_, i) =>
    chainingDistance(table, rows.data, i * rows.nFeatures, indices.subarray(i * k, (i + 1) * k)),
  );
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
