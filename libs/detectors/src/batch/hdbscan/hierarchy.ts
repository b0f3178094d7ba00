/** A cluster of the condensed tree. Lambda is 1 / distance: the density at which something happens. */
export interface Cluster {
  /** -1 for the root. */
  readonly parent: number;
  readonly birthLambda: number;
  /** The density at which the last row of the cluster, or of any cluster inside it, falls out. */
  maxLambda: number;
}

export interface CondensedTree {
  readonly clusters: Cluster[];
  /** Per row: the cluster it falls out of, and the density at which it does. */
  readonly clusterOf: Int32Array;
  readonly lambdaOf: Float64Array;
}

/** A merge of the single-linkage tree: nodes below `nRows` are rows, `nRows + i` is merge `i`. */
export interface Merges {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly distance: Float64Array;
  readonly size: Int32Array;
}

/** Turns the edges of a spanning tree into merges, shortest first (union-find). Cost: O(rows log rows). */
export function toMerges(
  edges: { from: Int32Array; to: Int32Array; length: Float64Array },
  nRows: number,
): Merges {
  const n = nRows - 1;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => edges.length[a] - edges.length[b] || a - b,
  );
  const parent = Int32Array.from({ length: nRows + n }, (_, i) => i);
  const sizes = new Int32Array(nRows + n).fill(1);
  const find = (node: number): number => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]];
    return node;
  };
  const merges = {
    left: new Int32Array(n),
    right: new Int32Array(n),
    distance: new Float64Array(n),
    size: new Int32Array(n),
  };
  order.forEach((edge, i) => {
    const [a, b] = [find(edges.from[edge]), find(edges.to[edge])];
    merges.left[i] = a;
    merges.right[i] = b;
    merges.distance[i] = edges.length[edge];
    merges.size[i] = sizes[nRows + i] = sizes[a] + sizes[b];
    parent[a] = parent[b] = nRows + i;
  });
  return merges;
}

/** Smallest distance told apart, so that duplicates get a finite density. */
const LEAST_DISTANCE = 1e-10;

/** Keeps only splits into two parts of at least `minSize` rows; smaller parts fall out of their cluster. Cost: O(rows). */
export function condense(merges: Merges, nRows: number, minSize: number): CondensedTree {
  const clusters: Cluster[] = [{ parent: -1, birthLambda: 0, maxLambda: 0 }];
  const clusterOf = new Int32Array(nRows);
  const lambdaOf = new Float64Array(nRows);
  const sizeOf = (node: number): number => (node < nRows ? 1 : merges.size[node - nRows]);
  const dropAll = (top: number, cluster: number, lambda: number): void => {
    for (const stack = [top]; stack.length > 0;) {
      const node = stack.pop()!;
      if (node >= nRows) stack.push(merges.left[node - nRows], merges.right[node - nRows]);
      else {
        clusterOf[node] = cluster;
        lambdaOf[node] = lambda;
      }
    }
    clusters[cluster].maxLambda = Math.max(clusters[cluster].maxLambda, lambda);
  };
  const stack: [number, number][] = [[nRows > 1 ? 2 * nRows - 2 : 0, 0]];
  while (stack.length > 0) {
    const [node, cluster] = stack.pop()!;
    if (node < nRows) {
      dropAll(node, cluster, Math.max(clusters[cluster].maxLambda, clusters[cluster].birthLambda, 1e-300));
      continue;
    }
    const lambda = 1 / Math.max(merges.distance[node - nRows], LEAST_DISTANCE);
    const children = [merges.left[node - nRows], merges.right[node - nRows]];
    const large = children.filter((child) => sizeOf(child) >= minSize);
    for (const child of children) {
      if (sizeOf(child) < minSize) dropAll(child, cluster, lambda);
      else if (large.length === 2)
        stack.push([child, clusters.push({ parent: cluster, birthLambda: lambda, maxLambda: lambda }) - 1]);
      else stack.push([child, cluster]);
    }
  }
  // Children come after their parents, so one backward pass hands the densest level up.
  for (let c = clusters.length - 1; c > 0; c--) {
    const parent = clusters[clusters[c].parent];
    parent.maxLambda = Math.max(parent.maxLambda, clusters[c].maxLambda);
  }
  return { clusters, clusterOf, lambdaOf };
}
