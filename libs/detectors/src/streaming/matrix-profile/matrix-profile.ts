import { integer } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';
import {
  countLags,
  createLaggedDistances,
  distanceAt,
  pushLagged,
  type LaggedDistances,
} from '../lagged/lagged-distances.ts';
import { createRing, endOf, pushValue, type MirroredRing } from '../lagged/mirrored-ring.ts';

const params = {
  subsequence: integer(
    32,
    4,
    10_000,
    'Values in a row whose shape is compared; about the length of what should stand out.',
  ),
  historySize: integer(1000, 50, 1_000_000, 'Past values that similar shapes are sought in.'),
} as const;

interface State {
  readonly lagged: LaggedDistances;
  /** Mean and spread of the run that ended with each past value. */
  readonly means: MirroredRing;
  readonly spreads: MirroredRing;
}

/** Spreads below this share of the level are rounding: such a run is flat. */
const FLAT = 1e-9;

const isFlat = (mean: number, spread: number): boolean => spread <= FLAT * Math.max(Math.abs(mean), FLAT);

/** Mean and spread of the newest run if it ends with `value`. */
function momentsOf({ ring, runLength }: LaggedDistances, value: number): { mean: number; spread: number } {
  const { values } = ring;
  const end = endOf(ring);
  let sum = value;
  for (let j = 1; j < runLength; j++) sum += values[end - j];
  const mean = sum / runLength;
  let squares = (value - mean) ** 2;
  for (let j = 1; j < runLength; j++) squares += (values[end - j] - mean) ** 2;
  return { mean, spread: Math.sqrt(squares / runLength) };
}

/**
 * Smallest z-normalised distance from the newest run, ending with `value`, to any earlier one in reach. From the plain squared distance S
 * the correlation follows as 1 - (S - m (mean - mean')^2 - m (spread - spread')^2) / (2 m spread spread').
 */
function leftDiscord({ lagged, means, spreads }: State, value: number): number {
  const { runLength: m, firstLag } = lagged;
  const { mean, spread } = momentsOf(lagged, value);
  const isNewestFlat = isFlat(mean, spread);
  const nLags = countLags(lagged);
  let nearest = Infinity;
  for (let l = 0, at = endOf(means) - firstLag; l < nLags; l++, at--) {
    const pastMean = means.values[at];
    const pastSpread = spreads.values[at];
    const isPastFlat = isFlat(pastMean, pastSpread);
    let square: number;
    if (isPastFlat || isNewestFlat) square = isPastFlat && isNewestFlat ? 0 : m;
    else {
      const shape = distanceAt(lagged, l, value) / m - (mean - pastMean) ** 2 - (spread - pastSpread) ** 2;
      square = (m * shape) / (spread * pastSpread);
    }
    if (square < nearest) nearest = square;
  }
  return Math.sqrt(Math.max(0, nearest));
}

const isReady = ({ lagged }: State): boolean => lagged.nSeen >= 4 * lagged.runLength;

/**
 * Left matrix profile: how unlike every earlier run of values the newest run is, in shape (level and scale are removed).
 * 0 repeats exactly, 1 is unrelated (uncorrelated), up to 1.41. Finds broken rhythms; pure noise scores high all the time. One series.
 * Cost: O(history + subsequence) a record. Source: Yeh et al., ICDM 2016 (discords of the left profile).
 */
export const matrixProfile = defineStreamingDetector({
  name: 'matrix-profile',
  summary: 'runs of values with a shape that has not occurred before',
  params,
  nFeatures: 1,
  start({ subsequence, historySize }): State {
    // An overlap of more than half is a trivial match.
    const firstLag = subsequence >> 1;
    const nLags = Math.max(historySize, 4 * subsequence) + 2 - subsequence - firstLag;
    const reach = firstLag + nLags;
    return {
      lagged: createLaggedDistances(subsequence, firstLag, nLags),
      means: createRing(reach),
      spreads: createRing(reach),
    };
  },
  score: (state, values) =>
    isReady(state) ? leftDiscord(state, values[0]) / Math.sqrt(2 * state.lagged.runLength) : 0,
  learn(state, values) {
    const { mean, spread } = momentsOf(state.lagged, values[0]);
    pushValue(state.means, mean);
    pushValue(state.spreads, spread);
    pushLagged(state.lagged, values[0]);
  },
});
