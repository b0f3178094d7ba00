import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterFailure } from './after-failure.ts';

const schedules = fc.array(fc.integer({ min: 10, max: 36_000_000 }), { maxLength: 10 });
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('after a failed attempt', () => {
  it('the next one follows after the pause of the schedule, at most a fifth earlier or later', () => {
    fc.assert(
      fc.property(schedules, share, fc.nat({ max: 12 }), (scheduleMs, random, n) => {
        const next = afterFailure({ nAttempts: n + 1, nowMs: 1_000 }, { scheduleMs, random: () => random });
        const pauseMs = scheduleMs[n];
        if (pauseMs === undefined) return expect(next).toEqual({ status: 'failed' });
        const waitMs = next.status === 'pending' ? next.at.getTime() - 1_000 : NaN;
        expect(waitMs).toBeGreaterThanOrEqual(Math.floor(pauseMs * 0.8));
        expect(waitMs).toBeLessThanOrEqual(Math.ceil(pauseMs * 1.2));
      }),
    );
  });

  it('the receiver is given the time it asks for where that is longer, but no attempt more', () => {
    fc.assert(
      fc.property(schedules, share, fc.nat({ max: 86_400_000 }), (scheduleMs, random, retryAfterMs) => {
        const at = { nAttempts: 1, nowMs: 0 };
        const schedule = { scheduleMs, random: () => random };
        const [plain, asked] = [afterFailure(at, schedule), afterFailure({ ...at, retryAfterMs }, schedule)];
        if (plain.status === 'failed' || asked.status === 'failed') return expect(asked).toEqual(plain);
        expect(asked.at.getTime()).toBe(Math.max(plain.at.getTime(), retryAfterMs));
      }),
    );
  });
});
