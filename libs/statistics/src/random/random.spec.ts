import { describe, expect, it } from '@jest/globals';
import {
  createRandom,
  nextInteger,
  nextNormal,
  nextUniform,
  sampleWithoutReplacement,
  shuffleInPlace,
} from './random.ts';

describe('random numbers', () => {
  it('are a function of the seed, and go on from a copied state', () => {
    const [a, b] = [createRandom(5), createRandom(5)];
    expect([nextUniform(a), nextNormal(a)]).toEqual([nextUniform(b), nextNormal(b)]);
    const copy = Uint32Array.from(a);
    expect(nextUniform(copy)).toBe(nextUniform(a));
    expect(nextUniform(createRandom(6))).not.toBe(nextUniform(createRandom(5)));
    expect(nextUniform(createRandom(2 ** 40))).not.toBe(nextUniform(createRandom(0)));
  });

  it('fill [0, 1) evenly', () => {
    const random = createRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(10 * nextUniform(random))]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450);
  });

  it('have the moments of the normal distribution', () => {
    const random = createRandom(2);
    const values = Array.from({ length: 50_000 }, () => nextNormal(random));
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 1);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.25);
  });

  it('draw every element equally often, without repetition', () => {
    const random = createRandom(3);
    const counts = new Array<number>(8).fill(0);
    for (let round = 0; round < 8000; round++) {
      const sample = sampleWithoutReplacement(8, 3, random);
      expect(new Set(sample).size).toBe(3);
      sample.forEach((element) => counts[element]++);
    }
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(250);
    expect([...sampleWithoutReplacement(4, 9, random)].sort()).toEqual([0, 1, 2, 3]);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    shuffleInPlace(items, createRandom(4));
    expect(items).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(nextInteger(createRandom(1), 1)).toBe(0);
  });
});
