import { DataError, mean, ParameterError, quantileSorted } from '@convoscope/statistics';

/** Health of something that is watched by an anomaly score; plain data, so that it can be saved and goes on. */
export interface Health {
  /** Weight of a new score in the running mean. */
  readonly weight: number;
  /** Smoothed scores of the good period, ascending (a grid of them where there were many). */
  readonly reference: Float64Array;
  /** Smoothed score that one in twenty good ones exceeds, and by how much on average. */
  readonly tailFrom: number;
  readonly tailExcess: number;
  /** How many independent excesses that average is worth: the fewer, the longer the tail that cannot be ruled out. */
  readonly tailWorth: number;
  /** The running mean; that of the good period before the first score. */
  smoothed: number;
}

/** A score this improbable is health 0. */
const LOWEST_EXPONENT = -6;
const TAIL_SHARE = 0.05;
const GRID_SIZE = 2001;
/** Mean excess over the 95 % quantile of a normal distribution, in distances of that from the median: what is expected before any is seen. */
const NORMAL_EXCESS = 0.254;
/** How many seen ones that expectation is worth. */
const EXPECTATION_WORTH = 5;

function smoothAll(scores: ArrayLike<number>, weight: number): Float64Array {
  let smoothed = mean(scores);
  return Float64Array.from(scores, (score) => (smoothed += weight * (score - smoothed)));
}

/**
 * Learns from the anomaly scores of a good period (in order, at least 20) what is healthy. `halfLife` >= 0 is the number of scores after which
 * an event counts half (default 12): longer = calmer and later. Throws `DataError` on fewer scores and on NaN.
 */
export function createHealth(goodScores: ArrayLike<number>, halfLife = 12): Health {
  if (!(halfLife >= 0)) throw new ParameterError('halfLife', '>= 0', halfLife);
  if (goodScores.length < 20)
    throw new DataError(`health needs 20 scores of a good period, got ${goodScores.length}`);
  const at = Array.from(goodScores).findIndex((score) => !Number.isFinite(score));
  if (at >= 0) throw new DataError(`score ${at} is ${goodScores[at]}`);
  const weight = halfLife === 0 ? 1 : 1 - 2 ** (-1 / halfLife);
  const sorted = smoothAll(goodScores, weight).sort();
  const tailFrom = quantileSorted(sorted, 1 - TAIL_SHARE);
  const tail = sorted.filter((score) => score > tailFrom);
  const range = sorted[sorted.length - 1] - sorted[0];
  const seen = tail.length > 0 ? mean(tail) - tailFrom : 0;
  // Neighbours in a running mean are alike: so many of them are independent (the variance of a mean of an autoregression).
  const nSeen = (tail.length * weight) / (2 - weight);
  const tailWorth = nSeen + EXPECTATION_WORTH;
  const expected = NORMAL_EXCESS * (tailFrom - quantileSorted(sorted, 0.5));
  const excess = (nSeen * seen + EXPECTATION_WORTH * expected) / tailWorth;
  return {
    weight,
    reference:
      sorted.length <= GRID_SIZE
        ? sorted
        : Float64Array.from({ length: GRID_SIZE }, (_, i) => quantileSorted(sorted, i / (GRID_SIZE - 1))),
    tailFrom,
    // A good period without any spread: the first difference is as improbable as can be.
    tailExcess: Math.max(excess, 0.01 * range, 1e-9 * Math.abs(tailFrom), 1e-300),
    tailWorth,
    smoothed: mean(goodScores),
  };
}

/**
 * Probability that a good period reaches this smoothed score: the share that did, continued beyond what was seen as an exponential tail is whose mean is known
 * from so few excesses only (a Lomax distribution, the predictive one under a gamma prior).
 */
export function healthyProbability(
  { reference, tailFrom, tailExcess, tailWorth }: Health,
  smoothed: number,
): number {
  if (smoothed > tailFrom + 1e-12 * Math.abs(tailFrom))
    return TAIL_SHARE * (1 + (smoothed - tailFrom) / (tailExcess * tailWorth)) ** -tailWorth;
  let [low, high] = [0, reference.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reference[middle] < smoothed) low = middle + 1;
    else high = middle;
  }
  return Math.max(TAIL_SHARE, 1 - low / reference.length);
}

/**
 * Takes the next anomaly score in and returns the health in [0, 100]. It says how rare so high a running mean of scores is in the good period:
 * 100 - 16.7 for each factor of ten. 95 = an ordinary day (every second is so), 83 = one in ten, 67 = one in a hundred, 50 = one in a
 * thousand, 0 = one in a million or rarer. Beyond what the good period showed it is an extrapolation. Throws `DataError` on NaN.
 */
export function updateHealth(health: Health, score: number): number {
  if (!Number.isFinite(score)) throw new DataError(`the score is ${score}`);
  health.smoothed += health.weight * (score - health.smoothed);
  const probability = healthyProbability(health, health.smoothed);
  const exponent = Math.log10(Math.max(probability, 10 ** LOWEST_EXPONENT));
  return Math.max(0, Math.min(100, 100 * (1 - exponent / LOWEST_EXPONENT)));
}
