import { DataError, ParameterError } from '@convoscope/statistics';

/** All runs of `length` values of a series, as the distances between them need them. */
export interface Windows {
  /** The series around its mean, so that products stay small. */
  readonly values: Float64Array;
  readonly length: number;
  readonly count: number;
  readonly means: Float64Array;
  /** 1 / (sqrt(length) x standard deviation); 0 marks a flat run. */
  readonly scales: Float64Array;
}

/** For each run the distance to its nearest other one, and where that starts (-1: none found). */
export interface MatrixProfile {
  readonly distances: Float64Array;
  readonly neighbours: Int32Array;
}

/** Spreads below this share of the level are rounding: such a run is flat. */
const FLAT = 1e-9;

/** Runs of `length` >= 2 values; `centre` is taken off all of them. Cost: O(n x length). */
export function createWindows(series: ArrayLike<number>, length: number, centre: number): Windows {
  if (!(Number.isInteger(length) && length >= 2))
    throw new ParameterError('length', 'an integer >= 2', length);
  const count = series.length - length + 1;
  if (count < 1) throw new DataError(`a run of ${length} values does not fit into ${series.length}`);
  const values = Float64Array.from(series, (value) => value - centre);
  const means = new Float64Array(count);
  const scales = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let [sum, squares] = [0, 0];
    for (let j = i; j < i + length; j++) sum += values[j];
    const mean = sum / length;
    for (let j = i; j < i + length; j++) squares += (values[j] - mean) ** 2;
    means[i] = mean;
    const spread = Math.sqrt(squares / length);
    scales[i] = spread <= FLAT * Math.max(Math.abs(mean + centre), FLAT) ? 0 : 1 / Math.sqrt(squares);
  }
  return { values, length, count, means, scales };
}

/**
 * Squared z-normalised distance of run `i` of `a` from run `j` of `b`, given the sum of the products of their values.
 * Two flat runs are equal, a flat one is as far from any other as an unrelated one of half the length.
 */
export function squaredDistance(a: Windows, i: number, b: Windows, j: number, product: number): number {
  const [scaleA, scaleB] = [a.scales[i], b.scales[j]];
  if (scaleA === 0 || scaleB === 0) return scaleA === scaleB ? 0 : a.length;
  const correlation = (product - a.length * a.means[i] * b.means[j]) * scaleA * scaleB;
  return Math.max(0, 2 * a.length * (1 - correlation));
}

/** Sum of products of run `i` of `a` and run `j` of `b`. Cost: O(length). */
export function productOf(a: Windows, i: number, b: Windows, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a.values[i + k] * b.values[j + k];
  return sum;
}

/** A profile that knows nothing yet, in squared distances. */
export const emptyProfile = (count: number): MatrixProfile => ({
  distances: new Float64Array(count).fill(Infinity),
  neighbours: new Int32Array(count).fill(-1),
});

/** Keeps a squared distance where it is smaller than the one known. */
export function keepSmaller(
  { distances, neighbours }: MatrixProfile,
  i: number,
  j: number,
  square: number,
): void {
  if (square >= distances[i]) return;
  distances[i] = square;
  neighbours[i] = j;
}

/** The profile in distances instead of their squares; a run without any neighbour gets the distance of an unrelated one. */
export const inDistances = (profile: MatrixProfile, length: number): MatrixProfile => ({
  distances: profile.distances.map((square) => Math.sqrt(Number.isFinite(square) ? square : 2 * length)),
  neighbours: profile.neighbours,
});

/** Runs that start this near each other overlap too much to be compared: a quarter of the length, as STUMPY. */
export const exclusionOf = (length: number): number => Math.ceil(length / 4);
