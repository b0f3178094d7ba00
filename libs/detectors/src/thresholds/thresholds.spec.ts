import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal, normalQuantile } from '@convoscope/statistics';
import {
  conformalPValues,
  controlFalseDiscoveries,
  thresholdByGesd,
  thresholdByIqr,
  thresholdByKde,
  thresholdByMad,
} from './thresholds.ts';

const random = createRandom(1);
const ordinary = Array.from({ length: 300 }, () => nextNormal(random));
const mixed = [...ordinary, ...Array.from({ length: 12 }, () => 9 + 0.3 * nextNormal(random))];

describe('thresholds', () => {
  it.each([
    ['MAD', thresholdByMad],
    ['IQR', thresholdByIqr],
    ['KDE', thresholdByKde],
    ['GESD', thresholdByGesd],
  ])('%s separates a far group from the rest', (_, threshold) => {
    const limit = threshold(mixed);
    expect(mixed.slice(300).every((score) => score > limit)).toBe(true);
    expect(ordinary.filter((score) => score > limit).length).toBeLessThanOrEqual(6);
  });

  it('GESD finds nothing in normal scores, and the three outliers of Rosner (1983)', () => {
    const normal = Array.from({ length: 300 }, (_, i) => normalQuantile((i + 0.5) / 300));
    expect(thresholdByGesd(normal)).toBe(Infinity);
    const rosner = [
      -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69,
      1.7, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35,
      2.37, 2.4, 2.47, 2.54, 2.62, 2.64, 2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34,
      5.42, 6.01,
    ];
    const limit = thresholdByGesd(rosner);
    expect(rosner.filter((value) => value > limit)).toEqual([5.34, 5.42, 6.01]);
  });

  it('constant scores have nothing above the threshold', () => {
    const constant = new Array<number>(20).fill(3);
    for (const threshold of [thresholdByMad, thresholdByIqr, thresholdByKde, thresholdByGesd])
      expect(constant.every((score) => score <= threshold(constant))).toBe(true);
  });
});

describe('conformal decisions', () => {
  it('gives p-values by counting', () => {
    expect([...conformalPValues([1, 2, 3, 4], [5, 3, 0])]).toEqual([1 / 5, 3 / 5, 1]);
  });

  it('rejects as Benjamini and Hochberg did in their example', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect([...controlFalseDiscoveries(p, 0.05)].filter(Boolean)).toHaveLength(4);
  });

  it('keeps the share of false discoveries near the rate', () => {
    let [found, wrong] = [0, 0];
    for (let round = 0; round < 30; round++) {
      const calibration = Array.from({ length: 400 }, () => nextNormal(random));
      const scores = Array.from({ length: 100 }, (_, i) => nextNormal(random) + (i < 15 ? 5 : 0));
      controlFalseDiscoveries(conformalPValues(calibration, scores), 0.2).forEach((called, i) => {
        found += called;
        wrong += i >= 15 ? called : 0;
      });
    }
    expect(wrong / found).toBeLessThan(0.25);
    expect(found - wrong).toBeGreaterThan(400);
  });
});
