import { describe, expect, it } from '@jest/globals';
import { regularizedBeta, studentTCdf, studentTQuantile } from './beta.ts';
import { chiSquaredCdf, chiSquaredQuantile, logGamma } from './gamma.ts';
import { erf, normalCdf, normalQuantile } from './normal.ts';

// Reference values: Abramowitz and Stegun, and R 4.
describe('distributions', () => {
  it('gamma function', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });

  it('normal', () => {
    expect(erf(1)).toBeCloseTo(0.8427007929497149, 12);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 12);
    for (const p of [1e-9, 0.001, 0.02, 0.3, 0.5, 0.9, 0.99999])
      expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 8);
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, NaN]);
  });

  it('chi-squared', () => {
    expect(chiSquaredQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 8);
    expect(chiSquaredQuantile(0.975, 10)).toBeCloseTo(20.4831773508, 7);
    expect(chiSquaredCdf(0, 3)).toBe(0);
  });

  it("Student's t and the incomplete beta", () => {
    expect(studentTQuantile(0.975, 10)).toBeCloseTo(2.228138851964939, 8);
    expect(studentTCdf(-2.228138851964939, 10)).toBeCloseTo(0.025, 10);
    expect(studentTQuantile(0.1, 3)).toBeCloseTo(-1.63774435369621, 8);
    expect(regularizedBeta(0.3, 2, 5)).toBeCloseTo(0.579825, 6);
    expect([regularizedBeta(0, 1, 1), regularizedBeta(1, 1, 1)]).toEqual([0, 1]);
  });
});
