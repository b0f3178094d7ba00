import { normalCdf, normalQuantile } from '../distributions/normal.ts';
import { ParameterError } from '../errors.ts';

/** An interval around an estimate. */
export interface Interval {
  low: number;
  high: number;
}

/** Successes of trials. */
export interface Proportion {
  n: number;
  count: number;
}

/** A difference `b - a` with its two-sided p-value and interval. */
export interface Difference extends Interval {
  difference: number;
  /** Standard error of the difference. */
  error: number;
  statistic: number;
  pValue: number;
}

export function checkConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new ParameterError('confidence', 'within (0, 1)', confidence);
}

const checkProportion = ({ n, count }: Proportion): void => {
  if (!Number.isInteger(n) || n < 1) throw new ParameterError('n', 'an integer of 1 at least', n);
  if (!Number.isInteger(count) || count < 0 || count > n)
    throw new ParameterError('count', 'an integer in [0, n]', count);
};

/** Wilson's score interval of a proportion (Wilson 1927): holds for few trials and shares near 0 and 1. Throws `ParameterError`. */
export function wilsonInterval({ n, count }: Proportion, confidence = 0.95): Interval {
  checkProportion({ n, count });
  checkConfidence(confidence);
  const z = normalQuantile((1 + confidence) / 2);
  const p = count / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const margin = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return {
    low: count === 0 ? 0 : Math.max(0, centre - margin),
    high: count === n ? 1 : Math.min(1, centre + margin),
  };
}

/**
 * Whether two independent proportions differ: z test with a pooled variance, two-sided; the interval of `b - a` is Newcombe's hybrid of Wilson
 * intervals (1998, method 10), which stays within [-1, 1]. Both shares 0 or both 1: p-value 1. Not for the same subjects measured twice.
 * Throws `ParameterError`.
 */
export function testProportions(a: Proportion, b: Proportion, confidence = 0.95): Difference {
  const [ofA, ofB] = [wilsonInterval(a, confidence), wilsonInterval(b, confidence)];
  const [pA, pB] = [a.count / a.n, b.count / b.n];
  const difference = pB - pA;
  const pooled = (a.count + b.count) / (a.n + b.n);
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  const statistic = pooledError === 0 ? 0 : difference / pooledError;
  return {
    ...{ difference, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)) },
    error: Math.sqrt((pA * (1 - pA)) / a.n + (pB * (1 - pB)) / b.n),
    low: difference - Math.hypot(pB - ofB.low, ofA.high - pA),
    high: difference + Math.hypot(ofB.high - pB, pA - ofA.low),
  };
}
