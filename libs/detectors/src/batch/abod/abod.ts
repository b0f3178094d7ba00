import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import {
  buildNeighbourIndex,
  findNeighbours,
  usableNeighbours,
  type NeighbourIndex,
} from '../../neighbours/nearest-neighbours.ts';

const params = {
  k: integer(5, 2, 1000, 'Neighbours whose pairs span the angles; cost grows with k squared.'),
} as const;

interface Model {
  readonly index: NeighbourIndex;
  readonly table: Matrix;
}

/** Variance over pairs of neighbours of <a, b> / (|a|^2 |b|^2), a and b the differences from the row; duplicates of the row are left out. */
function angleVariance(model: Model, data: Float64Array, at: number, neighbours: Int32Array): number {
  const p = model.table.nFeatures;
  const differences: Float64Array[] = [];
  const norms: number[] = [];
  for (const neighbour of neighbours) {
    const difference = new Float64Array(p);
    let norm = 0;
    for (let j = 0; j < p; j++) {
      difference[j] = model.table.data[neighbour * p + j] - data[at + j];
      norm += difference[j] * difference[j];
    }
    if (norm <= 1e-24) continue;
    differences.push(difference);
    norms.push(norm);
  }
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let a = 0; a < differences.length; a++)
    for (let b = 0; b < a; b++) {
      let dot = 0;
      for (let j = 0; j < p; j++) dot += differences[a][j] * differences[b][j];
      const value = dot / norms[a] / norms[b];
      sum += value;
      squares += value * value;
      count++;
    }
  return count < 2 ? Number.NaN : Math.max(0, squares / count - (sum / count) ** 2);
}

/** The smaller the variance, the more the row looks out from outside. Its negative logarithm keeps the order and stays readable. */
function scoreRows(model: Model, table: Matrix, k: number, leaveSelfOut: boolean): Float64Array {
  const used = leaveSelfOut ? usableNeighbours(k, table.nRows) : Math.min(k, model.table.nRows);
  const { indices } = findNeighbours(model.index, table, used, leaveSelfOut);
  return Float64Array.from({ length: table.nRows }, (_, i) => {
    const variance = angleVariance(
      model,
      table.data,
      i * table.nFeatures,
      indices.subarray(i * used, (i + 1) * used),
    );
    // Fewer than two different directions say nothing: among duplicates, so the least anomalous.
    return Number.isNaN(variance) ? LEAST_SCORE : -Math.log(variance + 1e-300);
  });
}

const LEAST_SCORE = -Math.log(1e300);

/**
 * Fast angle-based outlier detection: -log of the variance of distance-weighted angles to pairs of neighbours.
 * Made for many features, where distances alone level out. Fails on duplicates and on anomalies between clusters.
 * Cost: neighbours plus O(rows x k^2 x features). Source: Kriegel, Schubert and Zimek, KDD 2008 (FastABOD).
 */
export const abod = defineBatchDetector<typeof params, Model>({
  name: 'abod',
  summary: 'rows that see all their neighbours in one direction',
  params,
  fit(table, { k }) {
    const model: Model = { index: buildNeighbourIndex(table), table: { ...table, data: table.data.slice() } };
    return { model, scores: scoreRows(model, table, k, true) };
  },
  score: (model, table, { k }) => scoreRows(model, table, k, false),
});
