import { ParameterError } from '../errors.ts';

/**
 * Positions where a new segment starts, for changes of mean and variance: minimises the sum over segments of the normal
 * log-likelihood cost plus `penalty` a change. Exact; segments have at least `minLength` values.
 * `penalty` defaults to 3 ln n (modified BIC). Cost: O(n) to O(n^2) time, O(n) memory.
 * Source: Killick, Fearnhead and Eckley, JASA 107 (2012), PELT.
 */
export function findChangePoints(
  values: ArrayLike<number>,
  options: { penalty?: number; minLength?: number } = {},
): number[] {
  const n = values.length;
  const minLength = options.minLength ?? 5;
  const penalty = options.penalty ?? 3 * Math.log(Math.max(n, 2));
  if (!(Number.isInteger(minLength) && minLength >= 2))
    throw new ParameterError('minLength', 'an integer >= 2', minLength);
  if (!(penalty >= 0)) throw new ParameterError('penalty', '>= 0', penalty);
  if (n < 2 * minLength) return [];
  const cost = createNormalCost(values);
  const best = new Float64Array(n + 1).fill(Infinity);
  const previous = new Int32Array(n + 1);
  best[0] = -penalty;
  let candidates = [0];
  for (let end = minLength; end <= n; end++) {
    const reached = candidates.map((start) => best[start] + cost(start, end));
    reached.forEach((value, c) => {
      if (value + penalty < best[end]) {
        best[end] = value + penalty;
        previous[end] = candidates[c];
      }
    });
    // A start that is beaten even without a penalty can never win again.
    candidates = candidates.filter((_, c) => reached[c] <= best[end]);
    if (end + 1 - minLength >= minLength) candidates.push(end + 1 - minLength);
  }
  const changes: number[] = [];
  for (let end = previous[n]; end > 0; end = previous[end]) changes.unshift(end);
  return changes;
}

/** Twice the negative log-likelihood of a segment under its own normal distribution, up to a constant. */
function createNormalCost(values: ArrayLike<number>): (start: number, end: number) => number {
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
  // A constant segment would have an infinite likelihood: variance is at least a millionth of the whole.
  const floor = Math.max((squares[n] / n) * 1e-6, 1e-300);
  return (start, end) => {
    const length = end - start;
    const sum = sums[end] - sums[start];
    const variance = (squares[end] - squares[start] - (sum * sum) / length) / length;
    return length * Math.log(Math.max(variance, floor));
  };
}
