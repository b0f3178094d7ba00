import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { rowOf, type Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import {
  buildNeighbourIndex,
  findNeighbours,
  usableNeighbours,
  type NeighbourIndex,
} from '../../neighbours/nearest-neighbours.ts';
import { squaredDistanceTo } from '../kmeans/squared-distance.ts';
import { condense, toMerges, type CondensedTree } from './hierarchy.ts';
import { spanningTree } from './spanning-tree.ts';

const params = {
  minClusterSize: integer(5, 2, 100_000, 'Fewest rows that count as a cluster; smaller groups are noise.'),
  minRows: integer(5, 1, 10_000, 'Neighbours that the density of a row is taken from; larger smooths.'),
} as const;

interface Model {
  readonly table: Matrix;
  readonly index: NeighbourIndex;
  /** Distance of each training row to its minRows-th neighbour. */
  readonly core: Float64Array;
  readonly tree: CondensedTree;
}

/** GLOSH: how much earlier than the densest part of its cluster a row falls out, in [0, 1). */
const outlierness = (maxLambda: number, lambda: number): number =>
  maxLambda > 0 ? (maxLambda - Math.min(lambda, maxLambda)) / maxLambda : 0;

/** The score of a row that is not in the tree: as if it hung on the training row it reaches first. */
function scoreRow({ table, core, tree }: Model, row: Float64Array, ownCore: number): number {
  const p = table.nFeatures;
  let reach = Infinity;
  let host = 0;
  for (let i = 0; i < table.nRows; i++) {
    const floor = Math.max(core[i], ownCore);
    if (floor >= reach) continue;
    const distance = Math.max(floor, Math.sqrt(squaredDistanceTo(row, table.data, i * p)));
    if (distance < reach) {
      reach = distance;
      host = i;
    }
  }
  const lambda = 1 / Math.max(reach, 1e-10);
  let cluster = tree.clusterOf[host];
  while (tree.clusters[cluster].parent >= 0 && tree.clusters[cluster].birthLambda > lambda)
    cluster = tree.clusters[cluster].parent;
  return outlierness(tree.clusters[cluster].maxLambda, lambda);
}

/**
 * HDBSCAN's outlier scores (GLOSH), in [0, 1): how much sparser the level at which a row leaves its cluster is than the cluster's
 * densest one. Clusters may differ in density and shape; fails with many features. Scale features first.
 * Cost: fit O(rows^2 x features) time, O(rows) memory. Source: Campello et al., ACM TKDD 10 (2015).
 */
export const hdbscan = defineBatchDetector<typeof params, Model>({
  name: 'hdbscan',
  summary: 'rows that leave their density cluster early',
  params,
  fit(table, { minClusterSize, minRows }) {
    const index = buildNeighbourIndex(table);
    const k = usableNeighbours(minRows, table.nRows);
    const { distances } = findNeighbours(index, table, k, true);
    const core = Float64Array.from({ length: table.nRows }, (_, i) =>
      k === 0 ? 0 : distances[(i + 1) * k - 1],
    );
    const tree = condense(toMerges(spanningTree(table, core), table.nRows), table.nRows, minClusterSize);
    const model: Model = { table: { ...table, data: table.data.slice() }, index, core, tree };
    const scores = tree.lambdaOf.map((lambda, i) =>
      outlierness(tree.clusters[tree.clusterOf[i]].maxLambda, lambda),
    );
    return { model, scores };
  },
  score(model, table, { minRows }) {
    const k = Math.min(minRows, model.table.nRows);
    const { distances } = findNeighbours(model.index, table, k, false);
    return Float64Array.from({ length: table.nRows }, (_, i) =>
      scoreRow(model, rowOf(table, i), distances[(i + 1) * k - 1]),
    );
  },
});
