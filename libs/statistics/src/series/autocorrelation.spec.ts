import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { autocorrelation, findPeriod, findPeriods } from './autocorrelation.ts';
import { countDifferences, longRunVariance, seasonalStrength, testKpss } from './stationarity.ts';

const noise = (seed: number, length: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length }, () => nextNormal(random));
};

describe('autocorrelation', () => {
  it('is the sum of the definition', () => {
    const values = noise(1, 37);
    const mean = values.reduce((sum, value) => sum + value, 0) / 37;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    autocorrelation(values, 36).forEach((value, lag) => {
      let sum = 0;
      for (let i = lag; i < 37; i++) sum += (values[i] - mean) * (values[i - lag] - mean);
      expect(value).toBeCloseTo(sum / variance, 10);
    });
  });

  it('is 0 beside lag 0 on a constant, and refuses lags beyond the series', () => {
    expect([...autocorrelation([5, 5, 5, 5], 2)]).toEqual([1, 0, 0]);
    expect(() => autocorrelation([1, 2], 2)).toThrow('"maxLag"');
  });
});

describe('periods', () => {
  const day = (i: number): number =>
    5 * Math.sin((2 * Math.PI * i) / 24) + 2 * Math.cos((4 * Math.PI * i) / 24);

  it.each([7, 12, 24, 48])('finds a cycle of %d values under noise, a trend and spikes', (period) => {
    const values = noise(2, 500).map(
      (value, i) => value + 3 * Math.sin((2 * Math.PI * i) / period) + 0.02 * i,
    );
    values[50] += 300;
    values[333] -= 500;
    expect(Math.abs(findPeriod(values) - period)).toBeLessThanOrEqual(period > 40 ? 1 : 0);
  });

  it('finds none in noise, in a random walk, in constants and in too few values', () => {
    let level = 0;
    expect(findPeriod(noise(3, 400))).toBe(1);
    expect(findPeriod(noise(4, 30))).toBe(1);
    expect(findPeriod(new Array<number>(100).fill(2))).toBe(1);
    expect(findPeriod([1, 2, 3, 1, 2, 3])).toBe(1);
    expect(
      findPeriods(
        noise(5, 300).map((value) => (level += value)),
        { maxPeriod: 50 },
      ).length,
    ).toBeLessThan(2);
  });

  it('finds a day and the week above it', () => {
    const values = noise(6, 24 * 70).map(
      (value, i) => value + day(i) + (Math.floor(i / 24) % 7 >= 5 ? -4 : 0),
    );
    expect(findPeriods(values)).toEqual([24, 168]);
  });

  it('finds a slow rhythm under a quick one that it is no multiple of', () => {
    const values = noise(10, 900).map(
      (value, i) => value + 8 * Math.sin((2 * Math.PI * i) / 7) + 3 * Math.sin((2 * Math.PI * i) / 90),
    );
    const [quick, slow] = findPeriods(values);
    expect(quick).toBe(7);
    expect(Math.abs(slow - 90)).toBeLessThanOrEqual(4);
    expect(findPeriods(noise(11, 300))).toEqual([]);
  });

  it('measures how much a season explains', () => {
    const values = noise(7, 240);
    expect(
      seasonalStrength(
        values.map((value, i) => value + day(i)),
        24,
      ),
    ).toBeGreaterThan(0.8);
    expect(seasonalStrength(values, 24)).toBeLessThan(0.5);
    expect(seasonalStrength([1, 2, 3], 2)).toBe(0);
    expect(seasonalStrength(new Array<number>(50).fill(1), 5)).toBe(0);
  });
});

describe('stationarity', () => {
  it('counts the differences that made the series', () => {
    const sum = (values: number[]): number[] => {
      let total = 0;
      return values.map((value) => (total += value));
    };
    const flat = noise(8, 500);
    expect([flat, sum(flat), sum(sum(flat))].map((values) => countDifferences(values))).toEqual([0, 1, 2]);
  });

  it('is 0 for a constant and refuses too little', () => {
    expect(testKpss([4, 4, 4, 4])).toBe(0);
    expect(() => testKpss([1, 2])).toThrow('three values');
  });

  it('sees in the long-run variance that neighbours repeat each other', () => {
    const values = noise(9, 3000);
    const smooth = values.map((value, i) => (value + (values[i - 1] ?? 0) + (values[i - 2] ?? 0)) / 3);
    // Means of three have the same sum, so the same variance of the mean.
    expect(Math.abs(longRunVariance(smooth, 30) - 1)).toBeLessThan(0.2);
    expect(longRunVariance(smooth, 0)).toBeLessThan(0.4);
  });
});
