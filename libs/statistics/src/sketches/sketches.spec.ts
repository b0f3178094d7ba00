import { describe, expect, it } from '@jest/globals';
import { createRandom, nextInteger, nextNormal, nextUniform } from '../random/random.ts';
import { addToCountMin, createCountMin, frequencyOf } from './count-min.ts';
import { addToDdSketch, createDdSketch, mergeDdSketch, quantileOfDdSketch } from './ddsketch.ts';
import { addToHyperLogLog, countDistinct, createHyperLogLog, mergeHyperLogLog } from './hyper-log-log.ts';
import { addToTDigest, createTDigest, mergeTDigest, quantileOfTDigest } from './t-digest.ts';

const SETS: [string, (random: Uint32Array) => number][] = [
  ['uniform', nextUniform],
  ['log-normal', (random) => Math.exp(3 * nextNormal(random))],
  ['both signs', (random) => 100 * nextNormal(random)],
  ['many equal', (random) => Math.floor(5 * nextUniform(random))],
];
const PROBABILITIES = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

describe.each(SETS)('quantiles of %s values', (_, draw) => {
  const random = createRandom(1);
  const values = Array.from({ length: 20_000 }, () => draw(random));
  const sorted = [...values].sort((a, b) => a - b);

  it.each([0.005, 0.02])('by DDSketch are within %d of the true one, merged or not', (accuracy) => {
    const [whole, part, rest] = [1, 2, 3].map(() => createDdSketch(accuracy));
    values.forEach((value, i) => {
      addToDdSketch(whole, value);
      addToDdSketch(i % 3 === 0 ? part : rest, value);
    });
    mergeDdSketch(part, rest);
    for (const probability of PROBABILITIES) {
      const truth = sorted[Math.floor(probability * (values.length - 1))];
      const found = quantileOfDdSketch(whole, probability);
      expect(Math.abs(found - truth)).toBeLessThanOrEqual(accuracy * Math.abs(truth) * 1.000001);
      expect(quantileOfDdSketch(part, probability)).toBe(found);
    }
  });

  it('by t-digest have nearly the wanted rank, and the exact extremes', () => {
    const [digest, other] = [createTDigest(200), createTDigest(200)];
    values.forEach((value, i) => addToTDigest(i < 15_000 ? digest : other, value));
    mergeTDigest(digest, other);
    for (const probability of PROBABILITIES) {
      const found = quantileOfTDigest(digest, probability);
      const atMost =
        sorted.filter((value) => value <= found + 0.5 * (sorted[0] === Math.floor(sorted[0]) ? 1 : 0))
          .length / values.length;
      const below =
        sorted.filter((value) => value < found - 0.5 * (sorted[0] === Math.floor(sorted[0]) ? 1 : 0)).length /
        values.length;
      const tolerance = 0.0005 + 0.02 * Math.sqrt(probability * (1 - probability));
      expect(atMost).toBeGreaterThanOrEqual(probability - tolerance);
      expect(below).toBeLessThanOrEqual(probability + tolerance);
    }
    expect([quantileOfTDigest(digest, 0), quantileOfTDigest(digest, 1)]).toEqual([sorted[0], sorted[19_999]]);
    expect(digest.means.length).toBeLessThan(400);
  });
});

describe('bounded sketches', () => {
  it('DDSketch folds the smallest magnitudes and keeps the largest exact', () => {
    const sketch = createDdSketch(0.01, 64);
    for (let i = 1; i <= 5000; i++) addToDdSketch(sketch, 1.01 ** (i / 5));
    expect(Object.keys(sketch.positive).length).toBeLessThanOrEqual(64);
    expect(quantileOfDdSketch(sketch, 0.99) / 1.01 ** 990).toBeCloseTo(1, 1);
  });

  it('count-min never underestimates, and seldom by more than it says', () => {
    const random = createRandom(2);
    const sketch = createCountMin(0.005, 0.01);
    const truth = new Map<string, number>();
    for (let i = 0; i < 20_000; i++) {
      const item = `item-${Math.floor(nextInteger(random, 1000) * nextUniform(random))}`;
      addToCountMin(sketch, item);
      truth.set(item, (truth.get(item) ?? 0) + 1);
    }
    const errors = [...truth].map(([item, count]) => frequencyOf(sketch, item) - count);
    expect(Math.min(...errors)).toBeGreaterThanOrEqual(0);
    expect(errors.filter((error) => error > 0.005 * 20_000).length).toBeLessThanOrEqual(0.02 * truth.size);
    expect(frequencyOf(sketch, 'never seen')).toBeLessThan(100);
  });

  it.each([10, 1000, 60_000])('HyperLogLog counts %d distinct items within 3 %%, repeated or merged', (n) => {
    const [whole, part, rest] = [1, 2, 3].map(() => createHyperLogLog(14));
    for (let i = 0; i < n; i++) {
      addToHyperLogLog(whole, `user-${i}`);
      addToHyperLogLog(whole, `user-${i}`);
      addToHyperLogLog(i % 2 === 0 ? part : rest, `user-${i}`);
    }
    mergeHyperLogLog(part, rest);
    expect(Math.abs(countDistinct(whole) / n - 1)).toBeLessThan(0.03);
    expect(countDistinct(part)).toBe(countDistinct(whole));
  });

  it('refuse what they cannot do', () => {
    expect(() => createDdSketch(2)).toThrow('"accuracy"');
    expect(() => quantileOfDdSketch(createDdSketch(), 0.5)).toThrow('at least one value');
    expect(() => addToDdSketch(createDdSketch(), Number.NaN)).toThrow('finite');
    expect(() => mergeDdSketch(createDdSketch(0.1), createDdSketch(0.2))).toThrow('"accuracy"');
    expect(() => createTDigest(1)).toThrow('"compression"');
    expect(() => quantileOfTDigest(createTDigest(), 0.5)).toThrow('at least one value');
    expect(() => createCountMin(0)).toThrow('"error"');
    expect(() => createHyperLogLog(30)).toThrow('"precision"');
    expect(() => mergeHyperLogLog(createHyperLogLog(5), createHyperLogLog(6))).toThrow('"precision"');
  });
});
