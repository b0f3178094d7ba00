import { DataError, ParameterError } from '../errors.ts';
import { MAD_TO_SIGMA, median } from '../descriptive/quantile.ts';

/** How `findChangePoints` looks. */
export interface ChangePointOptions {
  /** What a change has to gain at least, in squared standard deviations or twice log-likelihoods; default 3 ln n (modified BIC). */
  readonly penalty?: number;
  /** Fewest values between two changes, default 5. */
  readonly minLength?: number;
  /** `normal` (default) finds changes of mean and variance, `mean` those of the mean at one variance. */
  readonly cost?: 'normal' | 'mean';
  /** Variance around the means, for `mean`; default from the median difference of neighbours, which changes hardly touch. */
  readonly variance?: number;
}

type Cost = (start: number, end: number) => number;

function costOf(values: ArrayLike<number>, options: ChangePointOptions): Cost {
  const sums = createSums(values);
  if (options.cost === 'mean') return createMeanCost(sums, options.variance ?? noiseVariance(values));
  return createNormalCost(sums);
}

function checkOptions(values: ArrayLike<number>, minLength: number, options: ChangePointOptions): void {
  if (!(Number.isInteger(minLength) && minLength >= 2))
    throw new ParameterError('minLength', 'an integer >= 2', minLength);
  if (options.penalty !== undefined && !(options.penalty >= 0))
    throw new ParameterError('penalty', '>= 0', options.penalty);
  if (options.variance !== undefined && !(options.variance > 0))
    throw new ParameterError('variance', '> 0', options.variance);
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw new DataError(`value ${i} is ${values[i]}: fill missing values first`);
}

/**
 * Positions where a new segment starts: minimises the sum over segments of the chosen cost plus `penalty` a change. Exact; segments have
 * at least `minLength` values. Values that depend on their neighbours look like many small changes: raise the penalty for them.
 * Throws `DataError` on NaN and infinities. Cost: O(n) with changes all along, to O(n^2) without any; O(n) memory.
 * Source: Killick, Fearnhead and Eckley, JASA 107 (2012), PELT.
 */
export function findChangePoints(values: ArrayLike<number>, options: ChangePointOptions = {}): number[] {
  const n = values.length;
  const minLength = options.minLength ?? 5;
  checkOptions(values, minLength, options);
  if (n < 2 * minLength) return [];
  const penalty = options.penalty ?? 3 * Math.log(n);
  const cost = costOf(values, options);
  const best = new Float64Array(n + 1).fill(Infinity);
  const previous = new Int32Array(n + 1);
  const candidates = new Int32Array(n + 1);
  // Position from which on a start can no longer win: when beaten even without a penalty, once the winner is long enough.
  const expiresAt = new Int32Array(n + 1).fill(n + 1);
  let nCandidates = 1;
  best[0] = -penalty;
  for (let end = minLength; end <= n; end++) {
    let kept = 0;
    for (let c = 0; c < nCandidates; c++) {
      const start = candidates[c];
      if (expiresAt[start] > end) candidates[kept++] = start;
    }
    nCandidates = kept;
    const reached = new Float64Array(nCandidates);
    for (let c = 0; c < nCandidates; c++) {
      const start = candidates[c];
      reached[c] = best[start] + cost(start, end);
      if (reached[c] + penalty < best[end]) {
        best[end] = reached[c] + penalty;
        previous[end] = start;
      }
    }
    for (let c = 0; c < nCandidates; c++)
      if (reached[c] > best[end])
        expiresAt[candidates[c]] = Math.min(expiresAt[candidates[c]], end + minLength);
    if (end + 1 - minLength >= minLength) candidates[nCandidates++] = end + 1 - minLength;
  }
  const changes: number[] = [];
  for (let end = previous[n]; end > 0; end = previous[end]) changes.push(end);
  return changes.reverse();
}

/**
 * How much each of the given changes gains: the cost of its two segments as one, less that of the two. In squared standard deviations or
 * twice log-likelihoods, >= 0; compare with the penalty.
 */
export function gainsOfChanges(
  values: ArrayLike<number>,
  changes: readonly number[],
  options: Pick<ChangePointOptions, 'cost' | 'variance'> = {},
): number[] {
  const cost = costOf(values, options);
  return changes.map((change, k) => {
    const start = changes[k - 1] ?? 0;
    const end = changes[k + 1] ?? values.length;
    return Math.max(0, cost(start, end) - cost(start, change) - cost(change, end));
  });
}

/** Variance of noise around levels, from the differences of neighbours; a millionth of the whole at least. */
function noiseVariance(values: ArrayLike<number>): number {
  const n = values.length;
  const { squares } = createSums(values);
  const floor = Math.max((squares[n] / n) * 1e-6, 1e-300);
  if (n < 2) return floor;
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => Math.abs(values[i + 1] - values[i]));
  const typical = (MAD_TO_SIGMA * median(steps)) / Math.SQRT2;
  return Math.max(typical ** 2, floor);
}

interface Sums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Running sums of the centred values and of their squares. */
function createSums(values: ArrayLike<number>): Sums {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = values[i] - mean;
    sums[i + 1] = sums[i] + value;
    squares[i + 1] = squares[i] + value * value;
  }
  return { sums, squares };
}

/** Squared deviations from the segment's mean, in variances. */
function createMeanCost({ sums, squares }: Sums, variance: number): Cost {
  return (start, end) =>
    (squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / (end - start)) / variance;
}

/** Twice the negative log-likelihood of a segment under its own normal distribution, up to a constant. */
function createNormalCost({ sums, squares }: Sums): Cost {
  const n = sums.length - 1;
  // A constant segment would have an infinite likelihood: variance is at least a millionth of the whole.
  const floor = Math.max((squares[n] / n) * 1e-6, 1e-300);
  return (start, end) => {
    const length = end - start;
    const sum = sums[end] - sums[start];
    const variance = (squares[end] - squares[start] - (sum * sum) / length) / length;
    return length * Math.log(Math.max(variance, floor));
  };
}
