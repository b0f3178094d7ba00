import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createIdFilter, mayHoldId } from './id-filter.ts';

const key = fc.record({ tenant: fc.constantFrom('default', 'other'), conversationId: fc.string() });

describe('the filter of a file’s conversations', () => {
  it('never rules out one that is there', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        const filter = createIdFilter(keys);
        for (const one of keys) expect(mayHoldId(filter, one)).toBe(true);
      }),
    );
  });

  it('takes less than one in five hundred others for one of them, at two bytes each', () => {
    const keys = Array.from({ length: 5_000 }, (_, i) => ({ tenant: 'default', conversationId: `c-${i}` }));
    const filter = createIdFilter(keys);
    expect(filter.length).toBe(10_000);
    const others = keys.map(({ conversationId }) => ({
      tenant: 'default',
      conversationId: `x-${conversationId}`,
    }));
    expect(others.filter((one) => mayHoldId(filter, one)).length).toBeLessThan(10);
    const otherTenant = keys.map((one) => ({ ...one, tenant: 'another' }));
    expect(otherTenant.filter((one) => mayHoldId(filter, one)).length).toBeLessThan(10);
  });

  it('holds nothing where there is nothing', () => {
    expect(mayHoldId(createIdFilter([]), { tenant: 'default', conversationId: 'c' })).toBe(false);
  });
});
