import type { Vectors } from '../embedded/vectors.ts';

/** Undirected weighted graph: node i's neighbours are `targets[starts[i]]` to `targets[starts[i + 1] - 1]`, each edge at both ends. */
export interface Graph {
  readonly nNodes: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

/** Copies of vectors, centred and of length 1; what is nothing but the centre stays zero. */
export function centreAndScale({ nRows, width, values }: Vectors): Vectors {
  const mean = new Float64Array(width);
  for (let at = 0; at < values.length; at++) mean[at % width]! += values[at]! / nRows;
  const result = Float32Array.from(values, (value, at) => value - mean[at % width]!);
  for (let row = 0; row < nRows; row++) {
    let squares = 0;
    for (let k = row * width; k < (row + 1) * width; k++) squares += result[k]! ** 2;
    if (squares < 1e-12) result.fill(0, row * width, (row + 1) * width);
    else for (let k = row * width; k < (row + 1) * width; k++) result[k]! /= Math.sqrt(squares);
  }
  return { nRows, width, values: result };
}

function cosine({ width, values }: Vectors, a: number, b: number): number {
  let sum = 0;
  for (let k = 0, i = a * width, j = b * width; k < width; k++, i++, j++) sum += values[i]! * values[j]!;
  return sum;
}

/** The k largest seen so far, largest first; of equal ones the first seen. */
class Largest {
  readonly nodes: Int32Array;
  readonly scores: Float64Array;

  constructor(k: number) {
    this.nodes = new Int32Array(k).fill(-1);
    this.scores = new Float64Array(k).fill(-Infinity);
  }

  offer(node: number, score: number): void {
    const { nodes, scores } = this;
    let at = scores.length - 1;
    if (score <= scores[at]!) return;
    for (; at > 0 && scores[at - 1]! < score; at--) {
      scores[at] = scores[at - 1]!;
      nodes[at] = nodes[at - 1]!;
    }
    scores[at] = score;
    nodes[at] = node;
  }
}

/** Weight of an edge between texts that have nothing in common: it holds the graph together. */
const LEAST_WEIGHT = 1e-3;

/** A graph from edges that are given once each. */
export function toGraph(nNodes: number, edges: ReadonlyMap<number, number>): Graph {
  const starts = new Int32Array(nNodes + 1);
  for (const key of edges.keys()) {
    starts[Math.floor(key / nNodes) + 1]!++;
    starts[(key % nNodes) + 1]!++;
  }
  for (let node = 0; node < nNodes; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const targets = new Int32Array(starts[nNodes]!);
  const weights = new Float64Array(targets.length);
  for (const [key, weight] of edges) {
    const ends = [Math.floor(key / nNodes), key % nNodes] as const;
    for (const [from, to] of [ends, [ends[1], ends[0]] as const]) {
      targets[next[from]!] = to;
      weights[next[from]!++] = weight;
    }
  }
  return { nNodes, starts, targets, weights };
}

/**
 * Joins each vector of length 1 with the k that are most alike, by their cosine. Cost: O(rows² · width / 2), about 2 s for 3,000 rows.
 */
export function joinNearest(vectors: Vectors, k: number): Graph {
  const n = vectors.nRows;
  const nearest = Array.from({ length: n }, () => new Largest(Math.max(1, Math.min(k, n - 1))));
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++) {
      const score = cosine(vectors, a, b);
      nearest[a]!.offer(b, score);
      nearest[b]!.offer(a, score);
    }
  const edges = new Map<number, number>();
  nearest.forEach(({ nodes, scores }, a) => {
    nodes.forEach((b, at) => {
      if (b >= 0) edges.set(Math.min(a, b) * n + Math.max(a, b), Math.max(scores[at]!, LEAST_WEIGHT));
    });
  });
  return toGraph(n, edges);
}
