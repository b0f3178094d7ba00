import { degreeOf, strengthOf, type Graph, type NodeAttributes } from '../convention/graph.ts';
import { egonetFeatures } from './egonet.ts';

/**
 * What a node looks like from its place alone, for graphs without attributes: logarithms of its neighbours, its weight and its mean weight, the share
 * of its neighbours that know each other, and the mean logarithm of its neighbours' degrees. Cost: that of `egonetFeatures`.
 */
export function structuralAttributes(graph: Graph): NodeAttributes {
  const nFeatures = 5;
  const data = new Float64Array(graph.nNodes * nFeatures);
  const { nodes, edges } = egonetFeatures(graph);
  for (let node = 0; node < graph.nNodes; node++) {
    const degree = degreeOf(graph, node);
    const strength = strengthOf(graph, node);
    let around = 0;
    for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++)
      around += Math.log1p(degreeOf(graph, graph.neighbours[at])) / degree;
    const pairs = (nodes[node] * (nodes[node] - 1)) / 2;
    const closed = pairs > 0 ? (edges[node] - nodes[node]) / pairs : 0;
    data.set(
      [Math.log1p(degree), Math.log1p(strength), Math.log1p(strength / Math.max(1, degree)), closed, around],
      node * nFeatures,
    );
  }
  return { data, nFeatures };
}
