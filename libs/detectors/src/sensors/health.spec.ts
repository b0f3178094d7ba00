import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { createHealth, healthyProbability, updateHealth, type Health } from './health.ts';

const scores = (seed: number, length: number, level = 1): number[] => {
  const random = createRandom(seed);
  return Array.from({ length }, () => level + Math.abs(nextNormal(random)));
};

describe('health', () => {
  it('means how rare the scores are in the good period', () => {
    const health = createHealth(scores(1, 5000), 0);
    const values = scores(2, 5000).map((score) => updateHealth(health, score));
    const shareBelow = (bound: number): number => values.filter((value) => value < bound).length / 5000;
    expect(Math.abs(shareBelow(95) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(shareBelow(83.3) - 0.1)).toBeLessThan(0.03);
    expect(Math.abs(shareBelow(66.7) - 0.01)).toBeLessThan(0.008);
  });

  it('falls as the scores rise, and recovers when they do', () => {
    const health = createHealth(scores(3, 500), 6);
    const follow = (level: number): number => {
      let value = 0;
      for (const score of scores(4, 60, level)) value = updateHealth(health, score);
      return value;
    };
    const [good, worse, worst, again] = [follow(1), follow(1.6), follow(12), follow(1)];
    expect(good).toBeGreaterThan(70);
    expect(worse).toBeLessThan(good - 20);
    expect(worst).toBe(0);
    expect(again).toBeGreaterThan(70);
  });

  it('is calmer with a longer half-life', () => {
    const lowest = [0, 24].map((halfLife) => {
      const health = createHealth(scores(5, 400), halfLife);
      return Math.min(...[...scores(6, 50), 6, ...scores(7, 50)].map((score) => updateHealth(health, score)));
    });
    expect(lowest[1]).toBeGreaterThan(lowest[0]);
  });

  it('falls steadily beyond what was seen', () => {
    const health = createHealth(scores(8, 300), 0);
    const ladder = Array.from({ length: 60 }, (_, k) => healthyProbability(health, 0.5 + k / 10));
    ladder.forEach((probability, k) => expect(k === 0 || probability <= ladder[k - 1]).toBe(true));
  });

  it('goes on from a saved state', () => {
    const health = createHealth(scores(9, 60));
    updateHealth(health, 3);
    const saved = JSON.parse(JSON.stringify({ ...health, reference: [...health.reference] })) as Health;
    expect(updateHealth(saved, 4)).toBe(updateHealth(health, 4));
  });

  it('keeps a constant good period healthy and takes any rise for the end of it', () => {
    const health = createHealth(new Array<number>(50).fill(2), 0);
    expect(updateHealth(health, 2)).toBeGreaterThan(90);
    expect(updateHealth(health, 2.1)).toBe(0);
  });

  it('refuses too little, NaN and a negative half-life', () => {
    expect(() => createHealth([1, 2])).toThrow('20 scores');
    expect(() => createHealth([...scores(1, 30), Number.NaN])).toThrow('score 30 is NaN');
    expect(() => createHealth(scores(1, 30), -1)).toThrow('"halfLife"');
    expect(() => updateHealth(createHealth(scores(1, 30)), Number.NaN)).toThrow('NaN');
  });
});
