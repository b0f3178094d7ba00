import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import { degreeOf, type Graph } from '../convention/graph.ts';
import { integer, number, type Params } from '../convention/params.ts';

const params = {
  similarity: number(
    0.5,
    0.01,
    1,
    'Structural similarity from which two neighbours belong together (epsilon).',
  ),
  minSize: integer(
    3,
    2,
    10_000,
    'Similar nodes, itself included, that make a node the core of a cluster (mu).',
  ),
} as const;
type Checked = Params<typeof params>;

/** What a node is in its graph. */
export type ScanRole = 'core' | 'border' | 'hub' | 'outlier';

/** Clusters, and what is outside of them. */
export interface ScanClusters {
  /** Cluster of each node, from 0; -1 outside. */
  readonly clusters: Int32Array;
  readonly roles: readonly ScanRole[];
}

/** Shared neighbours of two neighbours, themselves included. Both lists are ascending. */
function countShared({ starts, neighbours }: Graph, a: number, b: number): number {
  let [i, j, shared] = [starts[a], starts[b], 2];
  while (i < starts[a + 1] && j < starts[b + 1]) {
    const difference = neighbours[i] - neighbours[j];
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}

/** Structural similarity in (0, 1] to each neighbour, in the order of the graph's adjacency. */
export function structuralSimilarities(graph: Graph): Float64Array {
  const similarities = new Float64Array(graph.neighbours.length);
  for (let node = 0; node < graph.nNodes; node++)
    for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++) {
      const other = graph.neighbours[at];
      const size = Math.sqrt((degreeOf(graph, node) + 1) * (degreeOf(graph, other) + 1));
      similarities[at] = countShared(graph, node, other) / size;
    }
  return similarities;
}

/** How similar the node is to its `minSize`-th most similar companion (itself the first); 0 with too few. */
function coreSimilarities(graph: Graph, similarities: Float64Array, minSize: number): Float64Array {
  return Float64Array.from({ length: graph.nNodes }, (_, node) => {
    const own = similarities.slice(graph.starts[node], graph.starts[node + 1]).sort();
    return own.length >= minSize - 1 ? own[own.length - minSize + 1] : 0;
  });
}

function growClusters(
  graph: Graph,
  similarities: Float64Array,
  isCore: readonly boolean[],
  p: Checked,
): Int32Array {
  const clusters = new Int32Array(graph.nNodes).fill(-1);
  let count = 0;
  for (let seed = 0; seed < graph.nNodes; seed++) {
    if (!isCore[seed] || clusters[seed] >= 0) continue;
    const open = [seed];
    clusters[seed] = count;
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++) {
        const other = graph.neighbours[at];
        if (clusters[other] >= 0 || similarities[at] < p.similarity) continue;
        clusters[other] = count;
        if (isCore[other]) open.push(other);
      }
    count++;
  }
  return clusters;
}

function isHub(graph: Graph, node: number, clusters: Int32Array): boolean {
  const touched = new Set<number>();
  for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++)
    if (clusters[graph.neighbours[at]] >= 0) touched.add(clusters[graph.neighbours[at]]);
  return touched.size >= 2;
}

function cluster(graph: Graph, similarities: Float64Array, core: Float64Array, p: Checked): ScanClusters {
  const isCore = Array.from(core, (value) => value >= p.similarity);
  const clusters = growClusters(graph, similarities, isCore, p);
  const roles = isCore.map((core_, node): ScanRole => {
    if (core_) return 'core';
    if (clusters[node] >= 0) return 'border';
    return isHub(graph, node, clusters) ? 'hub' : 'outlier';
  });
  return { clusters, roles };
}

/**
 * Clusters of nodes that share their neighbours; outside of them hubs, which touch several clusters, and outliers. Directions and weights do
 * not count. Cost: O(sum over edges of both degrees). Source: Xu, Yuruk, Feng, Schweiger, KDD 2007.
 */
export function clusterByScan(
  graph: Graph,
  { similarity = params.similarity.default, minSize = params.minSize.default }: Partial<Checked> = {},
): ScanClusters {
  const similarities = structuralSimilarities(graph);
  return cluster(graph, similarities, coreSimilarities(graph, similarities, minSize), {
    similarity,
    minSize,
  });
}

function judge(graph: Graph, p: Checked): GraphJudgement {
  const similarities = structuralSimilarities(graph);
  const core = coreSimilarities(graph, similarities, p.minSize);
  const { clusters, roles } = cluster(graph, similarities, core, p);
  const scores = core.map((own, node) => {
    if (roles[node] === 'core') return 1 - own;
    let nearest = 0;
    for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++)
      if (roles[graph.neighbours[at]] === 'core') nearest = Math.max(nearest, similarities[at]);
    return 1 - nearest;
  });
  const flag = (role: ScanRole): Float64Array => Float64Array.from(roles, (own) => (own === role ? 1 : 0));
  return {
    scores,
    parts: { cluster: Float64Array.from(clusters), isHub: flag('hub'), isOutlier: flag('outlier') },
  };
}

/**
 * SCAN: nodes outside of the clusters of those that share their neighbours. The score is 1 less the similarity to the nearest core: above
 * 1 - `similarity` exactly for hubs (bridges between clusters) and outliers, which the parts tell apart; 1 for isolated nodes.
 * Fails on graphs without clusters (all is an outlier), on trees and on bipartite graphs (neighbours never share a neighbour).
 * Cost: O(sum over edges of both degrees). Source: Xu et al., KDD 2007.
 */
export const scan: GraphDetectorFactory = defineGraphDetector({
  name: 'scan',
  summary: 'nodes that belong to no cluster: bridges between clusters, and outliers',
  target: 'nodes',
  params,
  learn: () => ({}),
  judge: (_, graph, p: Checked) => judge(graph, p),
});
