import { ParameterError } from '../errors.ts';
import type { Interval } from './proportions.ts';

/**
 * An interval and p-value that hold however often and whenever somebody looks (mixture SPRT with a normal mixture of variance `spread`²; Robbins 1970,
 * Johari et al. 2017, eq. 9 and 13), of a difference with a standard error, asymptotically normal. The price is a wider interval. `spread` is about the
 * size of difference that is expected, and must be chosen before looking. Throws `ParameterError`.
 */
export function alwaysValid(
  { difference, error }: { difference: number; error: number },
  spread: number,
  confidence = 0.95,
): Interval & { pValue: number } {
  if (!(spread > 0)) throw new ParameterError('spread', 'above 0', spread);
  if (!(confidence > 0 && confidence < 1))
    throw new ParameterError('confidence', 'within (0, 1)', confidence);
  const [variance, mixture] = [error * error, spread * spread];
  if (variance === 0) return { low: difference, high: difference, pValue: difference === 0 ? 1 : 0 };
  const whole = variance + mixture;
  const logRatio =
    0.5 * Math.log(variance / whole) + (mixture * difference * difference) / (2 * variance * whole);
  const margin = Math.sqrt(
    ((variance * whole) / mixture) * (Math.log(whole / variance) - 2 * Math.log(1 - confidence)),
  );
  return { low: difference - margin, high: difference + margin, pValue: Math.min(1, Math.exp(-logRatio)) };
}
