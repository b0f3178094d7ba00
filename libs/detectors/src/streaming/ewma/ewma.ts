import { integer, number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector, type StreamValues } from '../../convention/streaming-detector.ts';

const params = {
  halfLife: number(
    50,
    1,
    1e6,
    'Records after which an observation counts half; longer is steadier and slower to adapt.',
  ),
  warmUp: integer(20, 2, 100_000, 'Records before the first score above 0.'),
  winsorAt: number(
    4,
    1,
    1000,
    'Deviations, in sigma, beyond which a record is pulled in before it is learnt.',
  ),
} as const;

interface State {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Records in a row that were pulled in, per feature: a lasting shift is learnt in full. */
  readonly streak: Int32Array;
  nSeen: number;
}

/** Scores above this say nothing more; it keeps a step after a constant stream finite. */
const LARGEST_Z = 1000;

/** A spread below rounding of the level counts as none. */
const scaleOf = (state: State, j: number): number =>
  Math.max(Math.sqrt(state.variance[j]), 1e-9 * Math.abs(state.mean[j]), 1e-12);

const deviation = (state: State, values: StreamValues, j: number): number =>
  Math.min(Math.abs(values[j] - state.mean[j]) / scaleOf(state, j), LARGEST_Z);

function scoreRecord(state: State, values: StreamValues, p: Params<typeof params>): number {
  if (state.nSeen < p.warmUp) return 0;
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += deviation(state, values, j) ** 2;
  return Math.sqrt(sum);
}

function learnFeature(state: State, value: number, j: number, p: Params<typeof params>): void {
  const decay = 1 - 2 ** (-1 / p.halfLife);
  // Plain averages at first: an exponential weight would let the first record dominate.
  const weight = Math.max(decay, 1 / (state.nSeen + 1));
  let step = value - state.mean[j];
  const reach = p.winsorAt * scaleOf(state, j);
  const isFar = state.nSeen >= p.warmUp && Math.abs(step) > reach;
  state.streak[j] = isFar ? state.streak[j] + 1 : 0;
  if (isFar && state.streak[j] < p.warmUp) step = Math.sign(step) * reach;
  state.mean[j] += weight * step;
  state.variance[j] = (1 - weight) * (state.variance[j] + weight * step * step);
}

/**
 * Distance from an exponentially weighted mean in exponentially weighted sigmas; over several features their
 * Euclidean norm, and z^2 / score is a feature's contribution. 0 during warm-up and for a constant stream; at most 1000 a feature.
 * Outliers are winsorized before they are learnt; after `warmUp` in a row the new level is accepted.
 * Fails on seasonal and on skewed series (use `seasonal`, `zscore`). Cost: O(features) a record.
 * Source: Roberts, Technometrics 1 (1959); incremental variance: West (1979).
 */
export const ewma = defineStreamingDetector({
  name: 'ewma',
  summary: 'values far from their exponentially weighted mean',
  params,
  start: (_, nFeatures): State => ({
    mean: new Float64Array(nFeatures),
    variance: new Float64Array(nFeatures),
    streak: new Int32Array(nFeatures),
    nSeen: 0,
  }),
  score: scoreRecord,
  learn(state, values, p) {
    for (let j = 0; j < values.length; j++) learnFeature(state, values[j], j, p);
    state.nSeen = Math.min(state.nSeen + 1, 1e9);
  },
  explain(state, values, p) {
    const score = scoreRecord(state, values, p);
    const contributions = Float64Array.from({ length: values.length }, (_, j) =>
      score === 0 ? 0 : deviation(state, values, j) ** 2 / score,
    );
    return { baseline: 0, contributions, method: 'additive' };
  },
});
