import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  subsequence: integer(
    32,
    4,
    10_000,
    'Values in a row whose shape is compared; about the length of what should stand out.',
  ),
  historySize: integer(1000, 50, 1_000_000, 'Past values that similar shapes are sought in.'),
} as const;
type Checked = Params<typeof params>;

interface State {
  readonly ring: Float64Array;
  nSeen: number;
}

/** Spreads below this share of the level are rounding: such a run is flat. */
const FLAT = 1e-9;

/** Oldest first, the new value last. */
function unroll({ ring, nSeen }: State, value: number): Float64Array {
  const size = Math.min(nSeen, ring.length);
  const values = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) values[i] = ring[(nSeen - size + i) % ring.length];
  values[size] = value;
  return values;
}

/** Smallest z-normalised distance from the last run of `m` values to any earlier one that does not overlap it much. */
export function leftDiscord(values: Float64Array, m: number): number {
  const from = values.length - m;
  const query = values.subarray(from);
  const { mean: queryMean, spread: querySpread } = momentsOf(query);
  let nearest = Infinity;
  let sum = 0;
  for (let i = 0; i < m; i++) sum += values[i];
  // An overlap of up to half is a trivial match.
  for (let start = 0; start <= from - (m >> 1); start++) {
    const mean = sum / m;
    let squares = 0;
    let dot = 0;
    for (let j = 0; j < m; j++) {
      const d = values[start + j] - mean;
      squares += d * d;
      dot += d * (query[j] - queryMean);
    }
    const spread = Math.sqrt(squares / m);
    const isFlat = spread <= FLAT * Math.max(Math.abs(mean), FLAT);
    const isQueryFlat = querySpread <= FLAT * Math.max(Math.abs(queryMean), FLAT);
    let square = 2 * m * (1 - dot / (m * spread * querySpread));
    if (isFlat || isQueryFlat) square = isFlat && isQueryFlat ? 0 : m;
    nearest = Math.min(nearest, square);
    sum += values[start + m] - values[start];
  }
  return Math.sqrt(Math.max(0, nearest));
}

function momentsOf(values: Float64Array): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    spread: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
  };
}

function scoreValue(state: State, value: number, p: Checked): number {
  if (Math.min(state.nSeen, state.ring.length) < 4 * p.subsequence) return 0;
  return leftDiscord(unroll(state, value), p.subsequence) / Math.sqrt(2 * p.subsequence);
}

/**
 * Left matrix profile: how unlike every earlier run of values the newest run is, in shape (level and scale are removed).
 * 0 repeats exactly, 1 is unrelated (uncorrelated), up to 1.41. Finds broken rhythms; pure noise scores high all the time. One series.
 * Cost: O(history x subsequence) a record. Source: Yeh et al., ICDM 2016 (discords of the left profile).
 */
export const matrixProfile = defineStreamingDetector({
  name: 'matrix-profile',
  summary: 'runs of values with a shape that has not occurred before',
  params,
  nFeatures: 1,
  start: (p): State => ({ ring: new Float64Array(Math.max(p.historySize, 4 * p.subsequence)), nSeen: 0 }),
  score: (state, values, p) => scoreValue(state, values[0], p),
  learn(state, values) {
    const size = state.ring.length;
    state.ring[state.nSeen % size] = values[0];
    state.nSeen = state.nSeen + 1 === 4 * size ? 2 * size : state.nSeen + 1;
  },
});
