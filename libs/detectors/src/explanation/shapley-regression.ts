import { solvePositiveDefinite } from '@convoscope/statistics';
import type { Layer } from './coalitions.ts';

/** Above this many features the expected normal matrix, whose inverse is known, stands for the sampled one. */
const MAX_SOLVED = 64;
/** Parts that sampled pairs are dealt into; leaving each out in turn measures the sampling error. */
const N_GROUPS = 10;

/** Sums over coalition pairs of the normal equations: players x players, and players. */
interface Sums {
  count: number;
  readonly matrix: Float64Array;
  readonly vector: Float64Array;
}

const emptySums = (m: number): Sums => ({
  count: 0,
  matrix: new Float64Array(m <= MAX_SOLVED ? m * m : 0),
  vector: new Float64Array(m),
});

function addCoalition(sums: Sums, mask: Uint8Array, inside: 0 | 1, gain: number): void {
  const m = mask.length;
  for (let j = 0; j < m; j++) {
    if (mask[j] !== inside) continue;
    sums.vector[j] += gain / 2;
    if (sums.matrix.length > 0)
      for (let k = 0; k < m; k++) if (mask[k] === inside) sums.matrix[j * m + k] += 0.5;
  }
}

function accumulate(into: Sums, from: Sums, factor: number): void {
  for (let at = 0; at < from.matrix.length; at++) into.matrix[at] += factor * from.matrix[at];
  for (let j = 0; j < from.vector.length; j++) into.vector[j] += factor * from.vector[j];
}

/** Off-diagonal entries of the expected normal matrix (the diagonal is 1/2). Source: Covert and Lee (2021), appendix A. */
function expectedPairShare(m: number): number {
  let [both, total] = [0, 0];
  for (let size = 1; size < m; size++) {
    const mass = 1 / (size * (m - size));
    total += mass;
    both += (mass * size * (size - 1)) / (m * (m - 1));
  }
  return both / total;
}

/** Weighted least squares under the constraint that the parts sum to `difference`. */
function solveParts(sums: Sums, difference: number, ridge: number): Float64Array {
  const m = sums.vector.length;
  if (m === 1) return Float64Array.of(difference);
  if (sums.matrix.length === 0) {
    const mean = sums.vector.reduce((sum, value) => sum + value, 0) / m;
    const scale = 0.5 - expectedPairShare(m);
    return sums.vector.map((value) => (value - mean) / scale + difference / m);
  }
  const matrix = sums.matrix.slice();
  for (let j = 0; j < m; j++) matrix[j * m + j] += ridge;
  const [solved, ones] = [sums.vector, new Float64Array(m).fill(1)].map((side) =>
    solvePositiveDefinite(matrix, side, m),
  );
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const excess = (total(solved) - difference) / total(ones);
  return solved.map((value, j) => value - excess * ones[j]);
}

interface LayerSums {
  readonly mass: number;
  readonly size: number;
  readonly isExhaustive: boolean;
  count: number;
  readonly groups: Sums[];
}

const isExact = (layer: LayerSums): boolean => layer.isExhaustive && layer.count === layer.size;

/** The normal equations of the coalitions evaluated so far, kept in groups so that their sampling error can be told at any time. */
export class ShapleyRegression {
  readonly #nPlayers: number;
  readonly #layers: LayerSums[];

  constructor(nPlayers: number, layers: readonly Layer[]) {
    this.#nPlayers = nPlayers;
    this.#layers = layers.map(({ mass, masks, isExhaustive }) => ({
      mass,
      isExhaustive,
      size: masks.length,
      count: 0,
      groups: Array.from({ length: N_GROUPS }, () => emptySums(nPlayers)),
    }));
  }

  /** Takes in a coalition of a layer and its complement: by how much each is worth more than nobody. */
  addPair(layer: number, mask: Uint8Array, gain: number, complementGain: number): void {
    const own = this.#layers[layer];
    const group = own.groups[own.count % N_GROUPS];
    own.count++;
    group.count++;
    addCoalition(group, mask, 1, gain);
    addCoalition(group, mask, 0, complementGain);
  }

  #partsWithout(without: number, difference: number): Float64Array {
    const sums = emptySums(this.#nPlayers);
    const known = this.#layers.flatMap(({ groups, mass, ...layer }) => {
      // A layer that holds all its coalitions has no sampling error: nothing of it is left out.
      const kept = groups.filter((_, g) => g !== without || isExact({ groups, mass, ...layer }));
      const count = kept.reduce((sum, group) => sum + group.count, 0);
      return count > 0 ? [{ mass, kept, count }] : [];
    });
    const total = known.reduce((sum, { mass }) => sum + mass, 0);
    for (const { mass, kept, count } of known)
      for (const group of kept) accumulate(sums, group, mass / count / total);
    // Until everything is evaluated the equations may be singular: features not told apart yet then share what is left evenly.
    return solveParts(sums, difference, this.#layers.every(isExact) ? 0 : 1e-6);
  }

  /** The parts, which sum to `difference`, and their errors by leaving out each group in turn (jackknife). */
  solve(difference: number): { parts: Float64Array; errors: Float64Array } {
    const m = this.#nPlayers;
    const parts = this.#partsWithout(-1, difference);
    if (m < 2 || this.#layers.every(isExact)) return { parts, errors: new Float64Array(m) };
    if (this.#layers.every(({ count }) => count < N_GROUPS))
      return { parts, errors: new Float64Array(m).fill(Number.NaN) };
    const left = Array.from({ length: N_GROUPS }, (_, g) => this.#partsWithout(g, difference));
    const errors = parts.map((_, j) => {
      const mean = left.reduce((sum, own) => sum + own[j], 0) / N_GROUPS;
      return Math.sqrt(
        ((N_GROUPS - 1) / N_GROUPS) * left.reduce((sum, own) => sum + (own[j] - mean) ** 2, 0),
      );
    });
    return { parts, errors };
  }
}
