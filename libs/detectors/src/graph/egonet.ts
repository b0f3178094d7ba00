import { degreeOf, type Graph } from '../convention/graph.ts';

/** A node together with its neighbours and all edges among them, in numbers. */
export interface EgonetFeatures {
  /** Neighbours. */
  readonly nodes: Float64Array;
  readonly edges: Float64Array;
  /** Sum of the weights of those edges. */
  readonly weight: Float64Array;
  /** Largest eigenvalue of their weighted adjacency matrix: near the total weight when one edge holds nearly all of it. */
  readonly eigenvalue: Float64Array;
}

/** Power iterations; the square of the matrix is iterated, so that stars, whose eigenvalues come in pairs, converge too. */
const MAX_ITERATIONS = 60;
const TOLERANCE = 1e-7;

interface LocalEdges {
  /** Positions within the egonet: 0 is the node itself, neighbour k is k + 1. */
  readonly from: number[];
  readonly to: number[];
  readonly weight: number[];
}

function edgesAround(graph: Graph, node: number, positionOf: Int32Array): LocalEdges {
  const { starts, neighbours, strengths } = graph;
  const edges: LocalEdges = { from: [], to: [], weight: [] };
  const [first, end] = [starts[node], starts[node + 1]];
  for (let at = first; at < end; at++) positionOf[neighbours[at]] = at - first + 1;
  for (let at = first; at < end; at++) {
    const own = at - first + 1;
    edges.from.push(0);
    edges.to.push(own);
    edges.weight.push(strengths[at]);
    for (let b = starts[neighbours[at]]; b < starts[neighbours[at] + 1]; b++) {
      const other = positionOf[neighbours[b]];
      if (other <= own) continue;
      edges.from.push(own);
      edges.to.push(other);
      edges.weight.push(strengths[b]);
    }
  }
  for (let at = first; at < end; at++) positionOf[neighbours[at]] = 0;
  return edges;
}

function multiply({ from, to, weight }: LocalEdges, vector: Float64Array): Float64Array {
  const result = new Float64Array(vector.length);
  for (let e = 0; e < from.length; e++) {
    result[from[e]] += weight[e] * vector[to[e]];
    result[to[e]] += weight[e] * vector[from[e]];
  }
  return result;
}

function largestEigenvalue(edges: LocalEdges, size: number): number {
  let vector = new Float64Array(size).fill(1 / Math.sqrt(size));
  let eigenvalue = 0;
  for (let k = 0; k < MAX_ITERATIONS; k++) {
    const twice = multiply(edges, multiply(edges, vector));
    const length = Math.sqrt(twice.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) return 0;
    const before = eigenvalue;
    eigenvalue = Math.sqrt(length);
    vector = twice.map((value) => value / length);
    if (Math.abs(eigenvalue - before) <= TOLERANCE * eigenvalue) break;
  }
  return eigenvalue;
}

/** The egonets of all nodes; directions do not count. Cost: O(sum of squared degrees). */
export function egonetFeatures(graph: Graph): EgonetFeatures {
  const n = graph.nNodes;
  const features = {
    nodes: new Float64Array(n),
    edges: new Float64Array(n),
    weight: new Float64Array(n),
    eigenvalue: new Float64Array(n),
  };
  const positionOf = new Int32Array(n);
  for (let node = 0; node < n; node++) {
    const degree = degreeOf(graph, node);
    if (degree === 0) continue;
    const edges = edgesAround(graph, node, positionOf);
    features.nodes[node] = degree;
    features.edges[node] = edges.from.length;
    features.weight[node] = edges.weight.reduce((sum, weight) => sum + weight, 0);
    features.eigenvalue[node] = largestEigenvalue(edges, degree + 1);
  }
  return features;
}
