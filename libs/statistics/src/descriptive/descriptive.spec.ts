import { describe, expect, it } from '@jest/globals';
import { mean, skewness, standardDeviation, variance } from './moments.ts';
import { median, medianAbsoluteDeviation, quantile, quantileSorted } from './quantile.ts';
import { areaUnderRoc, averagePrecision } from './ranking-metrics.ts';
import { argSort, averageRanks, countAtMost, countBelow } from './ranks.ts';

describe('summaries', () => {
  it('agree with values worked by hand', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(variance([1, 2, 6])).toBeCloseTo(14 / 3, 12);
    expect(variance([1, 2, 6], 1)).toBe(7);
    expect(standardDeviation([2, 2])).toBe(0);
    expect(skewness([1, 1, 1, 5])).toBeCloseTo(1.1547005383792515, 12);
    expect(skewness([3, 3, 3])).toBe(0);
  });

  it('take quantiles as R and NumPy do by default', () => {
    expect(quantileSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0.1)).toBeCloseTo(1.3, 12);
    expect(quantile([7], 1)).toBe(7);
    expect(median([5, 1, 9])).toBe(5);
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 100])).toBe(1);
    expect(() => quantile([], 0.5)).toThrow('at least one value');
    expect(() => quantile([1], 1.5)).toThrow('"probability"');
  });
});

describe('ranks', () => {
  it('average over ties, as SciPy does', () => {
    expect([...averageRanks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
    expect([...argSort([3, 1, 2, 1])]).toEqual([1, 3, 2, 0]);
  });

  it('are counted by bisection as by looking at every value', () => {
    const sorted = [1, 2, 2, 2, 5, 9];
    for (const value of [0, 1, 2, 3, 9, 10]) {
      expect(countAtMost(sorted, value)).toBe(sorted.filter((other) => other <= value).length);
      expect(countBelow(sorted, value)).toBe(sorted.filter((other) => other < value).length);
    }
  });
});

describe('ranking metrics', () => {
  const labels = [0, 0, 1, 1];

  it('agree with the examples of scikit-learn', () => {
    expect(areaUnderRoc(labels, [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
    expect(averagePrecision(labels, [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.8333333, 6);
  });

  it('count ties half, and precision over a whole tie', () => {
    expect(areaUnderRoc(labels, [1, 1, 1, 1])).toBe(0.5);
    expect(averagePrecision(labels, [1, 1, 1, 1])).toBe(0.5);
  });

  it('refuse one class and unequal lengths', () => {
    expect(() => areaUnderRoc([0, 0], [1, 2])).toThrow('both classes');
    expect(() => averagePrecision([0, 1], [1])).toThrow('the same length');
  });
});
