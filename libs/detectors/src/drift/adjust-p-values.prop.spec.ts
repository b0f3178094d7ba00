import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { controlFalseDiscoveries } from '../thresholds/thresholds.ts';
import { adjustPValues } from './adjust-p-values.ts';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('p-values adjusted for their number', () => {
  it('agree with R: p.adjust(c(.01, .04, .03, .005), "holm" and "BH")', () => {
    const given = [0.01, 0.04, 0.03, 0.005];
    [0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(adjustPValues(given, 'holm')[i]).toBeCloseTo(p, 12));
    [0.02, 0.04, 0.04, 0.02].forEach((p, i) =>
      expect(adjustPValues(given, 'benjamini-hochberg')[i]).toBeCloseTo(p, 12),
    );
  });

  it('never fall, stay at most 1, keep the order; Holm is the stricter', () => {
    fc.assert(
      fc.property(pValues, (given) => {
        const [holm, bh] = [adjustPValues(given, 'holm'), adjustPValues(given, 'benjamini-hochberg')];
        given.forEach((p, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(p - 1e-15);
          expect(holm[i]).toBeGreaterThanOrEqual(bh[i] - 1e-15);
          expect(holm[i]).toBeLessThanOrEqual(1);
          given.forEach((other, k) => {
            if (p < other) expect(holm[i]).toBeLessThanOrEqual(holm[k]);
            if (p < other) expect(bh[i]).toBeLessThanOrEqual(bh[k]);
          });
        });
      }),
    );
  });

  it('reject, compared with a rate, what the step-up procedure rejects', () => {
    fc.assert(
      fc.property(pValues, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (given, rate) => {
        const rejected = controlFalseDiscoveries(given, rate);
        adjustPValues(given, 'benjamini-hochberg').forEach((p, i) => {
          if (Math.abs(p - rate) > 1e-12) expect(p <= rate ? 1 : 0).toBe(rejected[i]);
        });
      }),
    );
  });

  it('leave out tests that were not made, and refuse what is no probability', () => {
    expect([...adjustPValues([0.02, Number.NaN], 'holm')]).toEqual([0.02, Number.NaN]);
    expect([...adjustPValues([], 'holm')]).toEqual([]);
    expect(() => adjustPValues([1.5], 'holm')).toThrow('"pValues"');
  });
});
