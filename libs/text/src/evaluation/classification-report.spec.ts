import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaUnderRoc, reportClassification, type JudgedRow } from './classification-report.ts';

const row = (truth: string, found: string, confidence = 1): JudgedRow => ({ truth, found, confidence });

describe('the figures of a classifier', () => {
  it('are those of scikit-learn', () => {
    const report = reportClassification([row('a', 'a'), row('a', 'b'), row('b', 'b'), row('c', 'a')]);
    // classification_report: a 1/2 1/2, b 1/2 1, c 0 0
    expect(report).toMatchObject({ n: 4, accuracy: 0.5, macroRecall: 0.5 });
    expect(report.macroF1).toBeCloseTo((1 / 2 + 2 / 3 + 0) / 3, 12);
    expect(report.perLabel['b']).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, n: 1 });
  });

  it('say how far confidence is from truth', () => {
    expect(reportClassification([row('a', 'a', 1), row('a', 'a', 1)]).ece).toBe(0);
    expect(reportClassification([row('a', 'b', 0.95), row('a', 'a', 0.95)]).ece).toBeCloseTo(0.45, 12);
  });

  it('keep rows out of scope apart', () => {
    const report = reportClassification([row('a', 'a', 0.9), row('oos', 'a', 0.2), row('oos', 'a', 0.95)]);
    expect(report).toMatchObject({ n: 1, accuracy: 1, nOutOfScope: 2, oosAuroc: 0.5 });
    expect(reportClassification([row('oos', 'oos', 1)], true)).toMatchObject({ n: 1, accuracy: 1 });
  });

  it('count each pair once in the area under the curve', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let won = 0;
        for (const p of positives) for (const n of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
        expect(areaUnderRoc(positives, negatives)).toBeCloseTo(won / positives.length / negatives.length, 9);
      }),
    );
  });
});
