import { addToDdSketch, createDdSketch, quantileOfDdSketch, type DdSketch } from '@convoscope/statistics';
import type { MeasureDistribution, MeasureSum } from '@convoscope/store';

/** Relative error of a quantile. Buckets of 2 % hold milliseconds to days in some 500. */
const ACCURACY = 0.02;

/** A sum while it is added up. */
export interface RunningSum {
  n: number;
  sum: number;
  squares: number;
}

export interface RunningDistribution extends RunningSum {
  readonly sketch: DdSketch;
}

export const createSum = (): RunningSum => ({ n: 0, sum: 0, squares: 0 });

export const createDistribution = (): RunningDistribution => ({
  ...createSum(),
  sketch: createDdSketch(ACCURACY),
});

export function addToSum(into: RunningSum, value: number): void {
  into.n += 1;
  into.sum += value;
  into.squares += value * value;
}

export function addSum(into: RunningSum, other: MeasureSum): void {
  into.n += other.n;
  into.sum += other.sum;
  into.squares += other.squares;
}

export function addToDistribution(into: RunningDistribution, value: number): void {
  addToSum(into, value);
  addToDdSketch(into.sketch, value);
}

export function addDistribution(into: RunningDistribution, other: MeasureDistribution): void {
  addSum(into, other);
  fillSketch(into.sketch, other);
}

function fillSketch(sketch: DdSketch, { histogram, n }: MeasureDistribution): void {
  sketch.count += n;
  for (const [key, count] of histogram) {
    if (key === null) sketch.zeros += count;
    else sketch.positive[key] = (sketch.positive[key] ?? 0) + count;
  }
}

export const toSum = ({ n, sum, squares }: RunningSum): MeasureSum => ({ n, sum, squares });

export function toDistribution(running: RunningDistribution): MeasureDistribution {
  const { positive, zeros } = running.sketch;
  const buckets = Object.entries(positive)
    .map(([key, count]): [number, number] => [Number(key), count])
    .sort(([a], [b]) => a - b);
  return {
    ...toSum(running),
    histogram: [...(zeros > 0 ? [[null, zeros] as [null, number]] : []), ...buckets],
  };
}

/** Mean of what was added up; null of nothing. */
export const meanOf = ({ n, sum }: MeasureSum): number | null => (n === 0 ? null : sum / n);

/** Quantile of a distribution of values >= 0, within 2 % of a true one; null of nothing. `probability` in [0, 1]. */
export function quantileOf(distribution: MeasureDistribution, probability: number): number | null {
  if (distribution.n === 0) return null;
  const sketch = createDdSketch(ACCURACY);
  fillSketch(sketch, distribution);
  sketch.min = 0;
  sketch.max = Infinity;
  return quantileOfDdSketch(sketch, probability);
}
