import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { estimateTimeToThreshold } from './time-to-threshold.ts';

/** A line with noise that keeps `correlation` of the value before. */
function drift(seed: number, length: number, slope: number, correlation = 0): Float64Array {
  const random = createRandom(seed);
  let noise = 0;
  return Float64Array.from({ length }, (_, i) => {
    noise = correlation * noise + Math.sqrt(1 - correlation ** 2) * nextNormal(random);
    return 20 + slope * i + noise;
  });
}

describe('time to a threshold', () => {
  it.each([
    ['rising', 0.1, 40, 0],
    ['falling', -0.1, 0, 0],
    ['rising, with alike neighbours', 0.1, 40, 0.5],
  ])('is right for a value that is %s', (_, slope, threshold, correlation) => {
    let nInside = 0;
    for (let seed = 0; seed < 50; seed++) {
      const result = estimateTimeToThreshold(drift(seed, 100, slope, correlation), { threshold });
      expect(result.trend).toBe('towards');
      const truth = 200 - 99;
      nInside += result.earliest! <= truth && (result.latest ?? Infinity) >= truth ? 1 : 0;
      expect(Math.abs(result.steps! - truth)).toBeLessThan(60);
    }
    expect(nInside).toBeGreaterThanOrEqual(40);
  });

  it.each([0, 0.5])('says that there is no trend in noise (correlation %d)', (correlation) => {
    let nTrends = 0;
    for (let seed = 0; seed < 60; seed++) {
      const result = estimateTimeToThreshold(drift(seed + 200, 120, 0, correlation), { threshold: 30 });
      nTrends += result.trend === 'none' ? 0 : 1;
      if (result.trend === 'none')
        expect([result.steps, result.earliest, result.latest]).toEqual([null, null, null]);
    }
    expect(nTrends).toBeLessThanOrEqual(correlation === 0 ? 7 : 9);
  });

  it('is not moved by wild values', () => {
    const values = drift(1, 100, 0.1);
    for (let i = 0; i < 100; i += 9) values[i] += 500;
    const { steps } = estimateTimeToThreshold(values, { threshold: 40 });
    expect(Math.abs(steps! - 101)).toBeLessThan(40);
  });

  it('says when the value moves away, and when it is there', () => {
    expect(estimateTimeToThreshold(drift(2, 100, -0.1), { threshold: 40 }).trend).toBe('away');
    const reached = estimateTimeToThreshold(drift(3, 300, 0.1), { threshold: 40 });
    expect([reached.trend, reached.steps]).toEqual(['reached', 0]);
  });

  it('works on many values and many equal ones', () => {
    const result = estimateTimeToThreshold(drift(4, 20_000, 0.001), { threshold: 50 });
    expect(Math.abs(result.steps! - 10_001)).toBeLessThan(1000);
    expect(Math.abs(result.slope - 0.001)).toBeLessThan(0.0001);
    const steps = Array.from({ length: 60 }, (_, i) => Math.floor(i / 10));
    expect(estimateTimeToThreshold(steps, { threshold: 10 }).trend).toBe('towards');
  });

  it('notices when the second half runs away from the first', () => {
    const values = drift(5, 200, 0).map((value, i) => value + 0.0015 * i * i);
    expect(estimateTimeToThreshold(values, { threshold: 200 }).course).toBe('accelerating');
    const slowing = drift(6, 200, 0).map((value, i) => value + 5 * Math.sqrt(i));
    expect(estimateTimeToThreshold(slowing, { threshold: 200 }).course).toBe('slowing');
    expect(estimateTimeToThreshold(drift(7, 200, 0.1), { threshold: 200 }).course).toBe('steady');
    const falling = drift(8, 200, 0).map((value, i) => value - 0.0015 * i * i);
    expect(estimateTimeToThreshold(falling, { threshold: -200 }).course).toBe('accelerating');
  });

  it('takes few and constant values, and refuses what makes no sense', () => {
    expect(estimateTimeToThreshold([1, 2, 3], { threshold: 9 }).trend).toBe('unknown');
    expect(estimateTimeToThreshold(new Array<number>(30).fill(4), { threshold: 9 }).trend).toBe('none');
    expect(() => estimateTimeToThreshold([], { threshold: 9 })).toThrow('empty');
    expect(() => estimateTimeToThreshold([1, Number.NaN], { threshold: 9 })).toThrow('value 1 is NaN');
    expect(() => estimateTimeToThreshold([1], { threshold: Number.NaN })).toThrow('"threshold"');
    expect(() => estimateTimeToThreshold([1], { threshold: 1, probability: 1 })).toThrow('"probability"');
    expect(() => estimateTimeToThreshold([1], { threshold: 1, significance: 0 })).toThrow('"significance"');
  });
});
