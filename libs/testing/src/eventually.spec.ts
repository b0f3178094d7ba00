import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';
import { pickOne, seededRandom } from './seeded-random.ts';

describe('eventually', () => {
  it('tries again until the assertion passes', async () => {
    let nTries = 0;
    const result = await eventually(() => {
      expect(++nTries).toBe(3);
      return 'done';
    });
    expect(result).toBe('done');
  });

  it('gives up with the last failure', async () => {
    const never = eventually(() => Promise.reject(new Error('still not')), { timeoutMs: 60, intervalMs: 20 });
    await expect(never).rejects.toThrow('still not');
  });
});

describe('seeded random', () => {
  it('repeats itself for the same seed and stays within [0, 1)', () => {
    const [first, again, other] = [seededRandom(5), seededRandom(5), seededRandom(6)];
    const draws = Array.from({ length: 10_000 }, first);
    expect(Array.from({ length: 10_000 }, again)).toEqual(draws);
    expect(other()).not.toBe(draws[0]);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    // Mean of n uniform draws: standard error 1 / sqrt(12 n) = 0.003; five of them.
    expect(Math.abs(draws.reduce((sum, draw) => sum + draw, 0) / draws.length - 0.5)).toBeLessThan(0.015);
  });

  it('picks every element, and refuses an empty list', () => {
    const random = seededRandom(1);
    expect(new Set(Array.from({ length: 100 }, () => pickOne(random, ['a', 'b', 'c']))).size).toBe(3);
    expect(() => pickOne(random, [])).toThrow(RangeError);
  });
});
