import { number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  delta: number(0.002, 1e-12, 0.5, 'Chance of a false change; smaller waits for more evidence.'),
} as const;

/** A run of records: how many, their sum, and the sum of squares around their mean. */
interface Bucket {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

interface State {
  /** Oldest first; counts are powers of two that fall towards the newest. */
  buckets: Bucket[];
}

/** Buckets of one size before the two oldest are merged (the paper's M). */
const MAX_SAME_SIZE = 5;
/** Sizes go up to 2^16 records, so the window is at most some 650,000 and memory constant. */
const MAX_COUNT = 65_536;
/** Records on each side of a cut. */
const MIN_SIDE = 5;

function merge(a: Bucket, b: Bucket): Bucket {
  const count = a.count + b.count;
  const gap = a.sum / a.count - b.sum / b.count;
  return {
    count,
    sum: a.sum + b.sum,
    squares: a.squares + b.squares + (gap * gap * a.count * b.count) / count,
  };
}

function append(buckets: readonly Bucket[], value: number): Bucket[] {
  const next = [...buckets, { count: 1, sum: value, squares: 0 }];
  for (let size = 1; size <= MAX_COUNT; size *= 2) {
    const first = next.findIndex((bucket) => bucket.count === size);
    const same = next.filter((bucket) => bucket.count === size).length;
    if (same <= MAX_SAME_SIZE) break;
    if (size === MAX_COUNT) next.shift();
    else next.splice(first, 2, merge(next[first], next[first + 1]));
  }
  return next;
}

/** Largest difference of means over all cuts, as a share of what chance allows (the paper's epsilon, with variance). */
function strongestCut(buckets: readonly Bucket[], delta: number): number {
  const total = buckets.reduce(merge);
  const variance = total.squares / total.count;
  const log = Math.log((2 * Math.log(Math.max(total.count, 3))) / delta);
  let [count, sum, strongest] = [0, 0, 0];
  for (const bucket of buckets) {
    count += bucket.count;
    sum += bucket.sum;
    const rest = total.count - count;
    if (count < MIN_SIDE || rest < MIN_SIDE) continue;
    const gap = Math.abs(sum / count - (total.sum - sum) / rest);
    const inverse = 1 / count + 1 / rest;
    const range = Math.sqrt(variance);
    const allowed = Math.sqrt(2 * inverse * variance * log) + (2 / 3) * inverse * log * range;
    // Rounding of the sums is no change.
    if (gap > 1e-9 * Math.abs(total.sum / total.count))
      strongest = Math.max(strongest, gap / Math.max(allowed, 1e-300));
  }
  return strongest;
}

/**
 * ADWIN: the strongest difference of means between an older and a newer part of an adaptive window, as a share of what chance
 * allows; 1 and above is a change, after which the older part is dropped. Sees drifts of any speed, not single spikes. One series.
 * Cost: O(log window) a record and of memory. Source: Bifet and Gavalda, SDM 2007; the bounded-range term is taken in sigmas.
 */
export const adwin = defineStreamingDetector({
  name: 'adwin',
  summary: 'a difference between older and newer means that chance does not explain',
  params,
  nFeatures: 1,
  start: (): State => ({ buckets: [] }),
  score: (state, values, p: Params<typeof params>) => strongestCut(append(state.buckets, values[0]), p.delta),
  learn(state, values, p) {
    state.buckets = append(state.buckets, values[0]);
    while (state.buckets.length > 1 && strongestCut(state.buckets, p.delta) >= 1) state.buckets.shift();
  },
});
