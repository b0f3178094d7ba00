import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, nextUniform } from '@convoscope/statistics';
import { fitCalibration, probabilityOf } from './calibration.ts';

const scores = Float64Array.from({ length: 1000 }, (_, i) => i);
const meanProbability = (calibration: ReturnType<typeof fitCalibration>): number =>
  scores.reduce((sum, score) => sum + probabilityOf(calibration, score) / 1000, 0);
const methods = ['platt', 'isotonic'] as const;

describe('calibrated probabilities', () => {
  it.each(methods)('by %s say the prior where nobody has judged', (method) => {
    for (const prior of [0.01, 0.05, 0.3])
      expect(meanProbability(fitCalibration({ scores, labelled: [], prior, method }))).toBeCloseTo(prior, 2);
  });

  it.each(methods)('by %s follow many labels, although only high scores were judged', (method) => {
    const random = createRandom(1);
    const truth = (score: number): number => (score < 800 ? 0.02 : 0.7);
    const labelled = Array.from({ length: 900 }, () => {
      const score = Math.floor(500 + 500 * nextUniform(random));
      return { score, isAnomaly: nextUniform(random) < truth(score) };
    });
    const calibration = fitCalibration({ scores, labelled, prior: 0.01, method });
    expect(probabilityOf(calibration, 950)).toBeGreaterThan(0.55);
    expect(probabilityOf(calibration, 600)).toBeLessThan(0.15);
    if (method === 'isotonic') expect(probabilityOf(calibration, 950)).toBeCloseTo(0.7, 0);
  });

  it('a few labels move the prior, in their direction', () => {
    const judged = (isAnomaly: boolean) => [990, 995, 999].map((score) => ({ score, isAnomaly }));
    const at = (labelled: { score: number; isAnomaly: boolean }[]) =>
      probabilityOf(fitCalibration({ scores, labelled, prior: 0.05 }), 993);
    expect(at(judged(true))).toBeGreaterThan(at([]) + 0.05);
    expect(at(judged(false))).toBeLessThan(at([]) - 0.05);
  });

  it('never fall as the score rises, whatever the labels, and stay in [0, 1]', () => {
    const labelled = fc.array(
      fc.record({ score: fc.integer({ min: -100, max: 2000 }), isAnomaly: fc.boolean() }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(labelled, fc.constantFrom(...methods), (given, method) => {
        const calibration = fitCalibration({ scores, labelled: given, prior: 0.1, method });
        let last = 0;
        for (let score = -50; score < 1500; score += 7) {
          const probability = probabilityOf(calibration, score);
          expect(probability).toBeGreaterThanOrEqual(last - 1e-12);
          expect(probability).toBeLessThanOrEqual(1);
          last = probability;
        }
      }),
      { numRuns: 50 },
    );
  });

  it('labels that contradict the scores leave one probability for all', () => {
    const labelled = Array.from({ length: 200 }, (_, i) => ({ score: i * 5, isAnomaly: i < 100 }));
    const calibration = fitCalibration({ scores, labelled, prior: 0.1 });
    expect(probabilityOf(calibration, 0)).toBe(probabilityOf(calibration, 999));
  });

  it('refuses a prior and a strength that make no sense, and no scores', () => {
    expect(() => fitCalibration({ scores, labelled: [], prior: 0 })).toThrow('"prior"');
    expect(() => fitCalibration({ scores, labelled: [], prior: 0.1, strength: 0 })).toThrow('"strength"');
    expect(() => fitCalibration({ scores: new Float64Array(0), labelled: [], prior: 0.1 })).toThrow('scores');
  });
});
