import { DataError, ParameterError } from '../errors.ts';

/** Counts of values by logarithmic bucket; plain data. Negative values and zeros are kept apart. */
export interface DdSketch {
  readonly accuracy: number;
  readonly maxBuckets: number;
  readonly positive: Record<string, number>;
  readonly negative: Record<string, number>;
  zeros: number;
  count: number;
  min: number;
  max: number;
}

/** A sketch whose quantiles are within `accuracy` (relative, in (0, 1)) of a true one, using at most `maxBuckets` a sign. */
export function createDdSketch(accuracy = 0.01, maxBuckets = 2048): DdSketch {
  if (!(accuracy > 0 && accuracy < 1)) throw new ParameterError('accuracy', 'in (0, 1)', accuracy);
  if (!(Number.isInteger(maxBuckets) && maxBuckets >= 2))
    throw new ParameterError('maxBuckets', 'an integer >= 2', maxBuckets);
  return {
    accuracy,
    maxBuckets,
    positive: {},
    negative: {},
    zeros: 0,
    count: 0,
    min: Infinity,
    max: -Infinity,
  };
}

const logGammaOf = ({ accuracy }: DdSketch): number => Math.log((1 + accuracy) / (1 - accuracy));

/** Folds the smallest magnitudes together when there are too many buckets: only they lose their guarantee. */
function collapse(buckets: Record<string, number>, maxBuckets: number): void {
  const keys = Object.keys(buckets);
  if (keys.length <= maxBuckets) return;
  const sorted = keys.map(Number).sort((a, b) => a - b);
  const target = sorted[keys.length - maxBuckets];
  for (const key of sorted.slice(0, keys.length - maxBuckets)) {
    buckets[target] += buckets[key];
    delete buckets[key];
  }
}

/** Takes a finite value in. Cost: O(1). */
export function addToDdSketch(sketch: DdSketch, value: number, weight = 1): void {
  if (!Number.isFinite(value)) throw new DataError(`a sketch takes finite values, got ${value}`);
  sketch.count += weight;
  sketch.min = Math.min(sketch.min, value);
  sketch.max = Math.max(sketch.max, value);
  if (value === 0) {
    sketch.zeros += weight;
    return;
  }
  const buckets = value > 0 ? sketch.positive : sketch.negative;
  const key = Math.ceil(Math.log(Math.abs(value)) / logGammaOf(sketch));
  const isNew = buckets[key] === undefined;
  buckets[key] = (buckets[key] ?? 0) + weight;
  if (isNew) collapse(buckets, sketch.maxBuckets);
}

/** Takes another sketch of the same accuracy in: the result is that of all values in one sketch. */
export function mergeDdSketch(into: DdSketch, other: DdSketch): void {
  if (into.accuracy !== other.accuracy)
    throw new ParameterError('accuracy', `equal (${into.accuracy})`, other.accuracy);
  for (const sign of ['positive', 'negative'] as const) {
    for (const [key, count] of Object.entries(other[sign])) into[sign][key] = (into[sign][key] ?? 0) + count;
    collapse(into[sign], into.maxBuckets);
  }
  into.zeros += other.zeros;
  into.count += other.count;
  into.min = Math.min(into.min, other.min);
  into.max = Math.max(into.max, other.max);
}

/**
 * A quantile, within `accuracy` of the value of rank floor(probability x (count - 1)). Throws when empty.
 * Cost: O(buckets log buckets). Source: Masson, Rim and Lee, VLDB 2019.
 */
export function quantileOfDdSketch(sketch: DdSketch, probability: number): number {
  if (sketch.count === 0) throw new DataError('a quantile needs at least one value');
  if (!(probability >= 0 && probability <= 1))
    throw new ParameterError('probability', 'in [0, 1]', probability);
  const rank = probability * (sketch.count - 1);
  const logGamma = logGammaOf(sketch);
  const middle = (key: number): number => (2 * Math.exp(key * logGamma)) / (Math.exp(logGamma) + 1);
  const ascending = [
    ...Object.keys(sketch.negative)
      .map(Number)
      .sort((a, b) => b - a)
      .map((key) => [-middle(key), sketch.negative[key]]),
    ...(sketch.zeros > 0 ? [[0, sketch.zeros]] : []),
    ...Object.keys(sketch.positive)
      .map(Number)
      .sort((a, b) => a - b)
      .map((key) => [middle(key), sketch.positive[key]]),
  ];
  let seen = 0;
  for (const [value, count] of ascending) {
    seen += count;
    if (seen > rank) return Math.max(sketch.min, Math.min(sketch.max, value));
  }
  return sketch.max;
}
