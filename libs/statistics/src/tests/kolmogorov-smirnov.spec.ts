import { describe, expect, it } from '@jest/globals';
import { createRandom, nextUniform } from '../random/random.ts';
import { kolmogorovTail, testKolmogorovSmirnov } from './kolmogorov-smirnov.ts';

describe('the Kolmogorov-Smirnov test', () => {
  it('measures the largest gap between distribution functions', () => {
    const [a, b] = [
      [1, 2, 2, 5],
      [2, 3, 6],
    ];
    const share = (sample: number[], x: number) =>
      sample.filter((value) => value <= x).length / sample.length;
    const expected = Math.max(...[...a, ...b].map((x) => Math.abs(share(a, x) - share(b, x))));
    expect(testKolmogorovSmirnov(a, b).statistic).toBeCloseTo(expected, 12);
  });

  it('knows the critical values of the limit', () => {
    expect(kolmogorovTail(1.3581)).toBeCloseTo(0.05, 4);
    expect(kolmogorovTail(1.6276)).toBeCloseTo(0.01, 4);
    expect(kolmogorovTail(0.8276)).toBeCloseTo(0.5, 3);
    expect(kolmogorovTail(1.1799)).toBeCloseTo(kolmogorovTail(1.1801), 3);
    expect(kolmogorovTail(0)).toBe(1);
  });

  it('rejects equal distributions about as often as it says', () => {
    const random = createRandom(1);
    const sample = (n: number) => Array.from({ length: n }, () => nextUniform(random));
    let rejected = 0;
    for (let round = 0; round < 1000; round++)
      if (testKolmogorovSmirnov(sample(40), sample(60)).pValue < 0.1) rejected++;
    expect(rejected).toBeGreaterThan(50);
    expect(rejected).toBeLessThan(140);
  });

  it('finds equal samples equal and far ones different, and needs both', () => {
    expect(testKolmogorovSmirnov([1, 2, 3], [1, 2, 3]).pValue).toBe(1);
    expect(
      testKolmogorovSmirnov(
        Array.from({ length: 50 }, (_, i) => i),
        Array.from({ length: 50 }, (_, i) => i + 90),
      ).pValue,
    ).toBeLessThan(1e-10);
    expect(() => testKolmogorovSmirnov([], [1])).toThrow('two samples');
  });
});
