import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import { degreeOf, type Graph } from '../convention/graph.ts';
import { integer, type Params } from '../convention/params.ts';
import { embedSpectrally } from './spectral-embedding.ts';

const params = {
  rank: integer(8, 1, 200, 'Directions that the graph is rebuilt from: about the number of groups in it.'),
} as const;
type Checked = Params<typeof params> & { readonly seed: number };

/** The less the ends of an edge have to do with each other, the higher: (1 - cosine) / 2 of their places in the embedding. */
function judge(graph: Graph, p: Checked): GraphJudgement {
  const { rank, eigenvalues, vectors } = embedSpectrally(graph, p.rank, p.seed);
  const norms = Float64Array.from({ length: graph.nNodes }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += Math.abs(eigenvalues[k]) * vectors[i * rank + k] ** 2;
    return Math.sqrt(sum);
  });
  const likeness = Float64Array.from(graph.sources, (source, e) => {
    const target = graph.targets[e];
    let sum = 0;
    for (let k = 0; k < rank; k++)
      sum += eigenvalues[k] * vectors[source * rank + k] * vectors[target * rank + k];
    const size = norms[source] * norms[target];
    // Ends that the embedding does not know are neither near nor far.
    return size > 1e-12 ? Math.max(-1, Math.min(1, sum / size)) : 0;
  });
  return { scores: likeness.map((cosine) => (1 - cosine) / 2), parts: { likeness } };
}

/**
 * Edges between nodes that the rest of the graph keeps apart: the graph is rebuilt from its strongest spectral directions (a linear
 * autoencoder of the adjacency), and an edge counts by how little its ends belong together there; in [0, 1]. Works for bipartite graphs (users
 * and topics). Fails for nodes with one edge, whose place is that edge, and for more groups than `rank`. Directions do not count.
 * Judges a graph from itself: fitting keeps only the threshold. Cost: O(40 x rank x edges).
 * Source: the structure part of AnomalyDAE (Fan, Zhang, Li, ICASSP 2020) with a linear encoder; Ng, Jordan, Weiss (2002) for the embedding.
 */
export const unlikelyLinks: GraphDetectorFactory = defineGraphDetector({
  name: 'unlikely-links',
  summary: 'edges between nodes that belong to different parts of the graph',
  target: 'edges',
  params,
  learn: () => ({}),
  judge: (_, graph, p: Checked) => judge(graph, p),
});

/** Scores of nodes out of those of their edges: their mean or their largest; 0 for isolated nodes. Cost: O(edges). */
export function nodeScoresOfEdges(
  graph: Graph,
  edgeScores: ArrayLike<number>,
  combine: 'mean' | 'maximum' = 'mean',
): Float64Array {
  const scores = new Float64Array(graph.nNodes);
  const counts = new Int32Array(graph.nNodes);
  for (let e = 0; e < graph.sources.length; e++)
    for (const node of [graph.sources[e], graph.targets[e]]) {
      counts[node]++;
      scores[node] =
        combine === 'mean' ? scores[node] + edgeScores[e] : Math.max(scores[node], edgeScores[e]);
    }
  return combine === 'mean' ? scores.map((sum, i) => (degreeOf(graph, i) > 0 ? sum / counts[i] : 0)) : scores;
}
