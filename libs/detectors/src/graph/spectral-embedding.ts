import { createRandom, nextNormal, symmetricEigen } from '@convoscope/statistics';
import { strengthOf, type Graph } from '../convention/graph.ts';

/** The strongest directions of a graph's normalised adjacency D^-1/2 A D^-1/2. */
export interface SpectralEmbedding {
  readonly rank: number;
  /** Largest in size first; negative ones say "not like its neighbours", as in bipartite graphs. */
  readonly eigenvalues: Float64Array;
  /** nNodes x rank, row-major. */
  readonly vectors: Float64Array;
}

const N_ROUNDS = 40;

/** Makes the columns of an n x k table orthonormal (modified Gram-Schmidt, twice for rounding); vanishing columns become 0. */
function orthonormalise(table: Float64Array, n: number, k: number): void {
  for (let j = 0; j < k; j++)
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < j; before++) {
        let dot = 0;
        for (let i = 0; i < n; i++) dot += table[i * k + j] * table[i * k + before];
        for (let i = 0; i < n; i++) table[i * k + j] -= dot * table[i * k + before];
      }
      let length = 0;
      for (let i = 0; i < n; i++) length += table[i * k + j] ** 2;
      const factor = length > 1e-24 ? 1 / Math.sqrt(length) : 0;
      for (let i = 0; i < n; i++) table[i * k + j] *= factor;
    }
}

function multiply(graph: Graph, roots: Float64Array, table: Float64Array, k: number): Float64Array {
  const result = new Float64Array(table.length);
  for (let i = 0; i < graph.nNodes; i++)
    for (let at = graph.starts[i]; at < graph.starts[i + 1]; at++) {
      const other = graph.neighbours[at];
      const weight = graph.strengths[at] / (roots[i] * roots[other]);
      for (let j = 0; j < k; j++) result[i * k + j] += weight * table[other * k + j];
    }
  return result;
}

/**
 * The `rank` eigenvectors with the largest |eigenvalue| by orthogonal iteration from a seeded start, with a few more carried along for speed.
 * Directions do not count. Cost: O(40 x rank x (edges + nNodes x rank)).
 */
export function embedSpectrally(graph: Graph, rank: number, seed: number): SpectralEmbedding {
  const n = graph.nNodes;
  const k = Math.min(n, rank + 6);
  const random = createRandom(seed);
  const roots = Float64Array.from({ length: n }, (_, i) => Math.sqrt(strengthOf(graph, i)) || 1);
  let table = Float64Array.from({ length: n * k }, () => nextNormal(random));
  orthonormalise(table, n, k);
  for (let round = 0; round < N_ROUNDS; round++) {
    table = Float64Array.from(multiply(graph, roots, table, k));
    orthonormalise(table, n, k);
  }
  // Within the found space the eigenvectors come from a k x k problem (Rayleigh-Ritz).
  const image = multiply(graph, roots, table, k);
  const small = new Float64Array(k * k);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) small[a * k + b] += table[i * k + a] * image[i * k + b];
  for (let a = 0; a < k; a++)
    for (let b = 0; b < a; b++)
      small[a * k + b] = small[b * k + a] = (small[a * k + b] + small[b * k + a]) / 2;
  const { values, vectors } = symmetricEigen(small, k);
  const kept = Array.from(values.keys())
    .sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]))
    .slice(0, Math.min(rank, k));
  const result = new Float64Array(n * kept.length);
  for (let i = 0; i < n; i++)
    kept.forEach((column, c) => {
      let sum = 0;
      for (let a = 0; a < k; a++) sum += table[i * k + a] * vectors[column * k + a];
      result[i * kept.length + c] = sum;
    });
  return {
    rank: kept.length,
    eigenvalues: Float64Array.from(kept, (column) => values[column]),
    vectors: result,
  };
}
