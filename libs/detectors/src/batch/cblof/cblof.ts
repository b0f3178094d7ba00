import { createRandom } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../../convention/matrix.ts';
import { integer, number, type Params } from '../../convention/params.ts';
import { fitKMeans, nearestCentre } from '../kmeans/lloyd.ts';
import { loadQuery, squaredDistanceTo } from '../kmeans/squared-distance.ts';

const params = {
  nClusters: integer(8, 1, 10_000, 'Number of clusters.'),
  alpha: number(0.9, 0.5, 1, 'Share of the rows that the large clusters hold together.'),
  beta: number(
    5,
    1,
    1e6,
    'How many times larger than the next a cluster must be for the large ones to end there.',
  ),
  nStarts: integer(1, 1, 100, 'Clusterings tried; the tightest is kept.'),
} as const;

interface Model {
  readonly centres: Matrix;
  readonly isLarge: Uint8Array;
  readonly large: Matrix;
}

/**
 * Marks the large clusters: the fewest that hold `alpha` of the rows and end before a drop in size by `beta`; where no drop comes that
 * late, the fewest that hold `alpha`. All but the smallest at most, where there are several.
 */
function markLarge(sizes: Int32Array, nRows: number, { alpha, beta }: Params<typeof params>): Uint8Array {
  const order = Array.from(sizes.keys())
    .filter((c) => sizes[c] > 0)
    .sort((a, b) => sizes[b] - sizes[a]);
  const isLarge = new Uint8Array(sizes.length);
  let held = 0;
  const holding = order.slice(0, -1).flatMap((c, i) => ((held += sizes[c]) >= alpha * nRows ? [i + 1] : []));
  const drops = order.slice(0, -1).flatMap((c, i) => (sizes[c] >= beta * sizes[order[i + 1]] ? [i + 1] : []));
  const nLarge = holding.find((n) => drops.includes(n)) ?? holding[0] ?? drops[0] ?? order.length;
  for (const c of order.slice(0, nLarge)) isLarge[c] = 1;
  return isLarge;
}

/** Distances of the rows, whose own centres are `labels`. */
function scoreLabelled(
  model: Model,
  { data, nRows, nFeatures: p }: Matrix,
  labels: Int32Array,
): Float64Array {
  const { centres, isLarge, large } = model;
  const row = new Float64Array(p);
  const scores = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    loadQuery(row, data, i * p);
    const own = labels[i];
    const square = isLarge[own]
      ? squaredDistanceTo(row, centres.data, own * p)
      : squaredDistanceTo(row, large.data, nearestCentre(large, row) * p);
    scores[i] = Math.sqrt(square);
  }
  return scores;
}

function labelRows(centres: Matrix, { data, nRows, nFeatures: p }: Matrix): Int32Array {
  const row = new Float64Array(p);
  const labels = new Int32Array(nRows);
  for (let i = 0; i < nRows; i++) {
    loadQuery(row, data, i * p);
    labels[i] = nearestCentre(centres, row);
  }
  return labels;
}

/**
 * Cluster-based local outlier factor, unweighted: distance to the own centre in a large cluster, to the nearest large one in a small.
 * So small far clusters are anomalies as a whole. Large are the clusters that hold `alpha` of the rows and, if it can be had, are
 * followed by a drop of `beta`: PyOD's rule, stricter than the paper's "or". Fails when `nClusters` splits a large group. Scale features first.
 * Cost: O(starts x iterations x rows x clusters x features). Source: He, Xu and Deng (2003), as PyOD's default.
 */
export const cblof = defineBatchDetector<typeof params, Model>({
  name: 'cblof',
  summary: 'rows far from the large clusters',
  params,
  fit(table, p) {
    const { centres, sizes, labels } = fitKMeans(
      table,
      Math.min(p.nClusters, table.nRows),
      createRandom(p.seed),
      p.nStarts,
    );
    const isLarge = markLarge(sizes, table.nRows, p);
    const large = selectRows(
      centres,
      Int32Array.from(isLarge.keys()).filter((c) => isLarge[c]),
    );
    const model: Model = { centres, isLarge, large };
    return { model, scores: scoreLabelled(model, table, labels) };
  },
  score: (model, table) => scoreLabelled(model, table, labelRows(model.centres, table)),
});
