import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector, syntheticSeries } from '../../conformance/describe-series-detector.ts';
import { estimateNoise } from './noise-colour.ts';
import { pelt } from './pelt.ts';

describeSeriesDetector(pelt, { event: 'shift', minAuroc: 0.99, minFreshAuroc: 0.97, invariance: 1e-4 });

/** Noise in which each value keeps `correlation` of the last one; variance 1. */
function coloured(seed: number, length: number, correlation: number): Float64Array {
  const random = createRandom(seed);
  let value = nextNormal(random);
  return Float64Array.from(
    { length },
    () => (value = correlation * value + Math.sqrt(1 - correlation ** 2) * nextNormal(random)),
  );
}

describe('pelt', () => {
  it.each([0, 0.5, 0.8])('knows the noise in spite of changes of level (correlation %d)', (correlation) => {
    const values = coloured(1, 4000, correlation).map((value, i) => value + 6 * Math.floor(i / 1000));
    const noise = estimateNoise(values);
    expect(Math.abs(noise.correlation - correlation)).toBeLessThan(0.08);
    const truth = (1 + correlation) / (1 - correlation);
    expect(noise.longRunVariance / truth).toBeGreaterThan(0.5);
    expect(noise.longRunVariance / truth).toBeLessThan(1.6);
  });

  it('sees no changes in correlated noise, which a plain penalty is full of', () => {
    let nFalse = 0;
    for (let seed = 0; seed < 20; seed++) {
      const scores = pelt.create({ period: 1 }).fit(coloured(seed + 10, 500, 0.7));
      nFalse += scores.some((score) => score > 0) ? 1 : 0;
    }
    expect(nFalse).toBeLessThanOrEqual(2);
  });

  it('sees through a season, and expects level and season', () => {
    const random = createRandom(3);
    const values = Float64Array.from(
      { length: 480 },
      (_, i) => (i < 250 ? 20 : 25) + 8 * Math.sin((2 * Math.PI * i) / 24) + nextNormal(random),
    );
    const detector = pelt.create();
    const scores = detector.fit(values);
    expect(Math.abs(scores.indexOf(Math.max(...scores)) - 250)).toBeLessThanOrEqual(3);
    expect(scores.filter((score) => score > 0).length).toBeLessThanOrEqual(10);
    const { expected, parts } = detector.explainFitted(400);
    expect(Math.abs(parts.level - 25)).toBeLessThan(1);
    expect(Math.abs(expected! - (25 + 8 * Math.sin((2 * Math.PI * 400) / 24)))).toBeLessThan(2);
  });

  it('sees a change of spread alone, when asked for', () => {
    const random = createRandom(4);
    const values = Float64Array.from({ length: 300 }, (_, i) => (i < 160 ? 1 : 5) * nextNormal(random));
    const scores = pelt.create({ cost: 'normal', period: 1 }).fit(values);
    expect(Math.abs(scores.indexOf(Math.max(...scores)) - 160)).toBeLessThanOrEqual(5);
    const { labels } = syntheticSeries('shift', 1);
    expect(labels.includes(1)).toBe(true);
  });

  it('scores a strong change higher than a weak one', () => {
    const random = createRandom(5);
    const values = Float64Array.from(
      { length: 300 },
      (_, i) => (i < 100 ? 0 : i < 200 ? 4 : 14) + nextNormal(random),
    );
    const scores = pelt.create({ period: 1 }).fit(values);
    expect(Math.max(...scores.subarray(190, 210))).toBeGreaterThan(2 * Math.max(...scores.subarray(90, 110)));
  });
});
