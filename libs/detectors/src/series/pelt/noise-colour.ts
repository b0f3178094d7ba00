import { median } from '@convoscope/statistics';

/** How the noise around levels behaves. */
export interface NoiseColour {
  /** Variance of the mean of n values, times n: what a change of level has to be compared with. */
  readonly longRunVariance: number;
  /** Correlation of neighbours, in [0, .9]. */
  readonly correlation: number;
}

/** More than this looks like a random walk, which has no levels to change. */
const LARGEST_CORRELATION = 0.9;

/**
 * Noise as a first-order autoregression, judged by the differences of neighbours alone, which a few changes of level hardly touch: differences
 * of white noise have the autocorrelation -1/2, those of correlated noise more. Far differences are drawn in.
 */
export function estimateNoise(values: ArrayLike<number>): NoiseColour {
  const n = values.length;
  if (n < 4) return { longRunVariance: 0, correlation: 0 };
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => values[i + 1] - values[i]);
  const reach = 5 * 1.4826 * median(steps.map(Math.abs));
  const drawn = reach > 0 ? steps.map((step) => Math.max(-reach, Math.min(reach, step))) : steps;
  let [own, next] = [0, 0];
  for (let i = 0; i < drawn.length; i++) {
    own += drawn[i] ** 2;
    if (i > 0) next += drawn[i] * drawn[i - 1];
  }
  if (!(own > 0)) return { longRunVariance: 0, correlation: 0 };
  const correlation = Math.max(0, Math.min(LARGEST_CORRELATION, 1 + (2 * next) / own));
  const variance = own / drawn.length / (2 * (1 - correlation));
  return { longRunVariance: (variance * (1 + correlation)) / (1 - correlation), correlation };
}
