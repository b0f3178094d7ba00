import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRetryAfterMs } from './retry-after.ts';
import { retryDelayMs } from './retry.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelayMs', () => {
  it('lies between what was asked for and the largest of that and the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.nat(40),
        fc.nat(100_000),
        unit,
        (baseDelayMs, maxDelayMs, attempt, retryAfterMs, random) => {
          const delay = retryDelayMs({ baseDelayMs, maxDelayMs }, attempt, retryAfterMs, () => random);
          const bound = Math.min(maxDelayMs, baseDelayMs * 2 ** attempt);
          expect(delay).toBeGreaterThanOrEqual(retryAfterMs);
          expect(delay).toBeLessThanOrEqual(Math.max(retryAfterMs, bound));
        },
      ),
    );
  });
});

describe('parseRetryAfterMs', () => {
  it('reads seconds and dates alike, within [0, 1 h]', () => {
    const now = Date.UTC(2026, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seconds) => {
        const expected = Math.min(seconds * 1_000, 3_600_000);
        expect(parseRetryAfterMs(String(seconds), now)).toBe(expected);
        expect(parseRetryAfterMs(new Date(now + seconds * 1_000).toUTCString(), now)).toBe(expected);
      }),
    );
  });

  it('knows nothing of anything else, and never throws', () => {
    expect(parseRetryAfterMs(undefined, 0)).toBeUndefined();
    expect(parseRetryAfterMs('soon', 0)).toBeUndefined();
    expect(parseRetryAfterMs('90000', 0, 86_400_000)).toBe(86_400_000);
    expect(parseRetryAfterMs('7200', 0, 86_400_000)).toBe(7_200_000);
    expect(parseRetryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', 5_000)).toBe(0);
    fc.assert(fc.property(fc.string(), (text) => void parseRetryAfterMs(text, 0)));
  });
});
