import { normalQuantile } from '../distributions/normal.ts';
import { ParameterError } from '../errors.ts';

export interface PowerOptions {
  /** Probability of a false alarm. Default 0.05, two-sided. */
  alpha?: number;
  /** Probability of seeing a difference that is there. Default 0.8. */
  power?: number;
}

function quantiles({ alpha = 0.05, power = 0.8 }: PowerOptions): [number, number] {
  for (const [name, value] of Object.entries({ alpha, power }))
    if (!(value > 0 && value < 1)) throw new ParameterError(name, 'within (0, 1)', value);
  return [normalQuantile(1 - alpha / 2), normalQuantile(power)];
}

/**
 * Subjects that each of two groups needs to tell shares `a` and `b` apart (normal approximation with the pooled variance under the hypothesis of none;
 * Fleiss, Levin and Paik 2003, 4.14 without continuity correction). Infinity where they are equal. Throws `ParameterError`.
 */
export function subjectsForProportions(a: number, b: number, options: PowerOptions = {}): number {
  for (const share of [a, b])
    if (!(share >= 0 && share <= 1)) throw new ParameterError('share', 'within [0, 1]', share);
  const [zAlpha, zPower] = quantiles(options);
  const mean = (a + b) / 2;
  const root = zAlpha * Math.sqrt(2 * mean * (1 - mean)) + zPower * Math.sqrt(a * (1 - a) + b * (1 - b));
  return Math.ceil((root / (a - b)) ** 2);
}

/** Subjects that each of two groups needs to see a difference of means (normal approximation). Infinity for a difference of 0. Throws `ParameterError`. */
export function subjectsForMeans(difference: number, deviation: number, options: PowerOptions = {}): number {
  if (!(deviation >= 0)) throw new ParameterError('deviation', '0 at least', deviation);
  const [zAlpha, zPower] = quantiles(options);
  return Math.ceil(2 * (((zAlpha + zPower) * deviation) / difference) ** 2);
}

/** The smallest difference that groups of these standard errors see: of `b - a`, with that power. */
export const detectableDifference = (error: number, options: PowerOptions = {}): number => {
  const [zAlpha, zPower] = quantiles(options);
  return (zAlpha + zPower) * error;
};
