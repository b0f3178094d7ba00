import { DataError, quantileSorted } from '@convoscope/statistics';

const N_BINS = 10;
/** Stands for an empty bin, so that logarithms stay finite: half a row. */
const EMPTY_ROWS = 0.5;

/** Inner edges at the deciles of the reference; equal ones once. */
function decileEdges(reference: Float64Array): number[] {
  const sorted = Float64Array.from(reference).sort();
  const edges = Array.from({ length: N_BINS - 1 }, (_, b) => quantileSorted(sorted, (b + 1) / N_BINS));
  return edges.filter((edge, b) => b === 0 || edge > edges[b - 1]);
}

function binShares(values: Float64Array, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  for (const value of values) {
    let bin = 0;
    while (bin < edges.length && value > edges[bin]) bin++;
    counts[bin]++;
  }
  return counts.map((count) => Math.max(count, EMPTY_ROWS) / values.length);
}

/** Population stability index over the deciles of `reference`: sum of (q - p) ln(q / p). Empty bins count half a row. */
export function populationStabilityIndex(reference: Float64Array, current: Float64Array): number {
  if (reference.length === 0 || current.length === 0) throw new DataError('drift needs two samples');
  const edges = decileEdges(reference);
  const [p, q] = [binShares(reference, edges), binShares(current, edges)];
  return p.reduce((sum, share, b) => sum + (q[b] - share) * Math.log(q[b] / share), 0);
}

/** Jensen-Shannon divergence in bits over the deciles of both samples together; 0 equal, 1 disjoint. */
export function jensenShannonDivergence(reference: Float64Array, current: Float64Array): number {
  if (reference.length === 0 || current.length === 0) throw new DataError('drift needs two samples');
  const edges = decileEdges(Float64Array.of(...spread(reference), ...spread(current)));
  const normalize = (shares: Float64Array): Float64Array => {
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / total);
  };
  const [p, q] = [normalize(binShares(reference, edges)), normalize(binShares(current, edges))];
  const half = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, share, i) => sum + 0.5 * share * Math.log2((2 * share) / (share + b[i])), 0);
  return half(p, q) + half(q, p);
}

/** At most a thousand quantiles of a sample, so that both samples weigh the same in the common edges. */
const spread = (values: Float64Array): Float64Array => {
  const sorted = Float64Array.from(values).sort();
  return Float64Array.from({ length: 1000 }, (_, i) => quantileSorted(sorted, i / 999));
};
