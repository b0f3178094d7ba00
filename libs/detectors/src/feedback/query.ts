import { likeness } from './leaves.ts';

/**
 * Which rows to ask about. `greedy`: those most likely anomalous, which finds most anomalies. `diverse`: likely ones of different kinds, for several
 * people or answers at once. `uncertain`: those nearest to the boundary, which teaches where it lies.
 */
export type QueryStrategy = 'greedy' | 'diverse' | 'uncertain';

/** Rows considered for each one asked about, best first. */
const CANDIDATES_EACH = 10;

/** Of the candidates, best first, again and again the one least like those chosen. */
function spreadOut(candidates: Int32Array, leaves: Int32Array, nTrees: number, count: number): number[] {
  const chosen = [candidates[0]];
  const nearest = new Float64Array(candidates.length);
  nearest[0] = Infinity;
  while (chosen.length < count) {
    const last = chosen[chosen.length - 1];
    let best = -1;
    candidates.forEach((row, c) => {
      nearest[c] = Math.max(nearest[c], likeness(leaves, nTrees, row, last));
      if (nearest[c] < Infinity && (best < 0 || nearest[c] < nearest[best])) best = c;
    });
    chosen.push(candidates[best]);
    nearest[best] = Infinity;
  }
  return chosen;
}

/** Indices of the `count` rows to ask about next (fewer where there are fewer), most wanted first; `isOpen(i)` says whether row i may be asked. */
export function chooseQueries(
  scores: Float64Array,
  leaves: Int32Array,
  options: {
    readonly count: number;
    readonly strategy: QueryStrategy;
    readonly boundary: number;
    readonly isOpen: (row: number) => boolean;
  },
): number[] {
  const { strategy, boundary, isOpen } = options;
  const wanted = strategy === 'uncertain' ? scores.map((score) => -Math.abs(score - boundary)) : scores;
  const order = Int32Array.from(scores.keys())
    .filter(isOpen)
    .sort((a, b) => wanted[b] - wanted[a] || a - b);
  const count = Math.min(options.count, order.length);
  if (strategy !== 'diverse' || count < 2) return [...order.subarray(0, count)];
  const nTrees = leaves.length / scores.length;
  return spreadOut(order.subarray(0, CANDIDATES_EACH * count), leaves, nTrees, count);
}
