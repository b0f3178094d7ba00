import { DataError } from '@convoscope/statistics';

/** Edges as three parallel lists. Nodes are numbered from 0. */
export interface EdgeList {
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Finite and > 0; all 1 when absent. Weights of repeated edges add up. */
  readonly weights?: ArrayLike<number>;
}

/** A weighted graph; built by `buildGraph`, never changed. */
export interface Graph {
  readonly nNodes: number;
  readonly isDirected: boolean;
  /** Different edges, in the order of their first appearance; undirected ones have `sources[e] <= targets[e]`. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Neighbours of node i, whatever the direction, ascending: `neighbours[starts[i]]` to `neighbours[starts[i + 1] - 1]`. */
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** Weight between a node and that neighbour, both directions together. */
  readonly strengths: Float64Array;
  /** Edges from a node to itself; they are left out. */
  readonly nLoops: number;
}

/** One row of numbers a node; row-major. */
export interface NodeAttributes {
  readonly data: Float64Array;
  readonly nFeatures: number;
}

function checkEdges({ sources, targets, weights }: EdgeList, nNodes: number): void {
  if (sources.length !== targets.length || (weights !== undefined && weights.length !== sources.length))
    throw new DataError(
      `sources, targets and weights differ in length: ${sources.length}, ${targets.length}, ${weights?.length ?? '-'}`,
    );
  for (let e = 0; e < sources.length; e++) {
    for (const node of [sources[e], targets[e]])
      if (!(Number.isInteger(node) && node >= 0 && node < nNodes))
        throw new DataError(`edge ${e}: node ${node} is not an integer in [0, ${nNodes})`);
    const weight = weights?.[e] ?? 1;
    if (!(Number.isFinite(weight) && weight > 0))
      throw new DataError(`edge ${e}: weight ${weight} is not a finite number > 0`);
  }
}

function nodesIn({ sources, targets }: EdgeList): number {
  let last = -1;
  for (let e = 0; e < sources.length; e++) last = Math.max(last, sources[e], targets[e]);
  return last + 1;
}

/** Neighbours of each node, ascending, out of merged edges: a counting sort. */
function adjacencyOf(nNodes: number, sources: Int32Array, targets: Int32Array, weights: Float64Array) {
  const halves = Array.from({ length: nNodes }, () => new Map<number, number>());
  const add = (from: number, to: number, weight: number): void => {
    halves[from].set(to, (halves[from].get(to) ?? 0) + weight);
  };
  for (let e = 0; e < sources.length; e++) {
    add(sources[e], targets[e], weights[e]);
    add(targets[e], sources[e], weights[e]);
  }
  const starts = new Int32Array(nNodes + 1);
  halves.forEach((half, i) => (starts[i + 1] = starts[i] + half.size));
  const neighbours = new Int32Array(starts[nNodes]);
  const strengths = new Float64Array(starts[nNodes]);
  halves.forEach((half, i) =>
    [...half]
      .sort(([a], [b]) => a - b)
      .forEach(([to, weight], k) => {
        neighbours[starts[i] + k] = to;
        strengths[starts[i] + k] = weight;
      }),
  );
  return { starts, neighbours, strengths };
}

/**
 * A graph of edges. `nNodes` is needed where the last nodes have no edge. Throws `DataError` on an edge that makes no sense and on a graph
 * without nodes. Cost: O(edges), and a sort of each node's neighbours.
 */
export function buildGraph(
  edges: EdgeList,
  options: { readonly nNodes?: number; readonly isDirected?: boolean } = {},
): Graph {
  const nNodes = options.nNodes ?? nodesIn(edges);
  const isDirected = options.isDirected ?? false;
  checkEdges(edges, nNodes);
  if (nNodes === 0) throw new DataError('the graph is empty');
  const merged = new Map<number, { source: number; target: number; weight: number }>();
  let nLoops = 0;
  for (let e = 0; e < edges.sources.length; e++) {
    const [a, b] = [edges.sources[e], edges.targets[e]];
    const [source, target] = isDirected || a <= b ? [a, b] : [b, a];
    const weight = edges.weights?.[e] ?? 1;
    const known = merged.get(source * nNodes + target);
    if (a === b) nLoops++;
    else if (known !== undefined) known.weight += weight;
    else merged.set(source * nNodes + target, { source, target, weight });
  }
  const all = [...merged.values()];
  const sources = Int32Array.from(all, ({ source }) => source);
  const targets = Int32Array.from(all, ({ target }) => target);
  const weights = Float64Array.from(all, ({ weight }) => weight);
  return {
    nNodes,
    isDirected,
    sources,
    targets,
    weights,
    nLoops,
    ...adjacencyOf(nNodes, sources, targets, weights),
  };
}

/** Number of different neighbours of a node. */
export const degreeOf = (graph: Graph, node: number): number => graph.starts[node + 1] - graph.starts[node];

/** Sum of the weights of a node's edges. */
export function strengthOf(graph: Graph, node: number): number {
  let sum = 0;
  for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++) sum += graph.strengths[at];
  return sum;
}

/** Throws a `DataError` unless there is a row of finite numbers for each node. */
export function validateAttributes(graph: Graph, { data, nFeatures }: NodeAttributes): void {
  if (data.length !== graph.nNodes * nFeatures || nFeatures === 0)
    throw new DataError(`${graph.nNodes} nodes x ${nFeatures} attributes do not make ${data.length} numbers`);
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0)
    throw new DataError(
      `node ${Math.floor(at / nFeatures)}, attribute ${at % nFeatures} is ${data[at]}: fill missing values first`,
    );
}
