import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detectIn } from '../../test/detect-in.ts';
import { aFact, at, ordinaryFacts } from '../../test/facts.ts';
import { judgeIncident } from './finding-kind.ts';
import { learnCaution } from './learn-caution.ts';

const said = (verdict: 'confirmed' | 'rejected' | 'false-alarm', strength: number, kind = 'latency/up') => ({
  ...{ kind, verdict, strength },
});

describe('what is learnt from verdicts', () => {
  it('is to be quieter about a kind after a false alarm, and about no other', () => {
    const caution = learnCaution([said('false-alarm', 1.5)]);
    expect(caution('latency/up')).toBeCloseTo(1.65);
    expect(caution('volume/up')).toBe(1);
  });

  it('is not to be silent about what is far off because of one, but of several', () => {
    expect(learnCaution([said('rejected', 7)])('latency/up')).toBe(1);
    const many = [said('rejected', 7), said('false-alarm', 7), said('false-alarm', 6.5)];
    expect(learnCaution(many)('latency/up')).toBeCloseTo(7.15);
    expect(learnCaution([...many, said('false-alarm', 500)])('latency/up')).toBeLessThanOrEqual(8);
  });

  it('is not to miss what was confirmed', () => {
    const mixed = [said('false-alarm', 1.2), said('false-alarm', 2.5), said('confirmed', 2)];
    expect(learnCaution(mixed)('latency/up')).toBeCloseTo(1.32);
    expect(learnCaution([said('confirmed', 1.1)])('latency/up')).toBe(1);
  });

  it('does not depend on the order', () => {
    const one = fc.record({
      verdict: fc.constantFrom('confirmed' as const, 'rejected' as const, 'false-alarm' as const),
      strength: fc.double({ min: 1, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (given) => {
        const all = given.map(({ verdict, strength }) => said(verdict, strength));
        const caution = learnCaution(all)('latency/up');
        expect(learnCaution(all.toReversed())('latency/up')).toBe(caution);
        expect(caution).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('makes the same data give fewer incidents of that kind, and as many of others', async () => {
    const slow = Array.from({ length: 12 }, (_, i) =>
      aFact({ conversationId: `s-${i}`, userId: `s-${i}`, startedAt: at(18, 9 + i / 6), latencySeconds: 20 }),
    );
    const failing = Array.from({ length: 40 }, (_, i) =>
      aFact({ conversationId: `f-${i}`, userId: `f-${i}`, startedAt: at(14, 9 + i / 20), hasError: true }),
    );
    const facts = [...ordinaryFacts(20, 12, 3), ...slow, ...failing];
    const before = await detectIn(facts);
    const kinds = before.map((one) => judgeIncident({ ...one, change: 'begun', pass: 0 }));
    const falseAlarms = kinds.filter(({ kind }) => kind === 'latency/up');
    expect(falseAlarms.length).toBeGreaterThan(0);
    const caution = learnCaution(
      [...falseAlarms, ...falseAlarms, ...falseAlarms].map((one) => ({
        ...one,
        verdict: 'false-alarm' as const,
      })),
    );
    const after = await detectIn(facts, 0.02, caution);
    expect(after.map(({ metric }) => metric)).not.toContain('latency');
    const others = before.filter(({ metric }) => metric !== 'latency');
    expect(others.length).toBeGreaterThan(0);
    expect(after.map(({ incidentId }) => incidentId)).toEqual(
      expect.arrayContaining(others.map(({ incidentId }) => incidentId)),
    );
  }, 60_000);
});
