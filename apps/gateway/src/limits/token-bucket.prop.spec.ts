import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket, type Lease } from './token-bucket.ts';

const MINUTE_MS = 60_000;

/** What replicas share: it hands out at most the limit of each window, and answers when it is this one's turn. */
function shared(most: number): { lease: Lease; nLeases: () => number } {
  const taken = new Map<number, number>();
  let nLeases = 0;
  const lease: Lease = async (wanted, windowAtMs) => {
    nLeases++;
    await new Promise((resolve) => setImmediate(resolve));
    const before = taken.get(windowAtMs) ?? 0;
    const nTaken = Math.min(most, before + wanted);
    taken.set(windowAtMs, nTaken);
    return { nGranted: nTaken - before, nTaken };
  };
  return { lease, nLeases: () => nLeases };
}

describe('a limit over several replicas', () => {
  it('lets in exactly so many in a window, whoever asks how often and at which of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 600 }),
        async (most, nReplicas, asked) => {
          const { lease } = shared(most);
          const limit = { most, windowMs: MINUTE_MS };
          const replicas = Array.from({ length: nReplicas }, () => new TokenBucket(limit, lease));
          const answers = await Promise.all(
            asked.map((which) => (replicas[which % nReplicas] as TokenBucket).take(1_000)),
          );
          const nAllowed = answers.filter(({ isAllowed }) => isAllowed).length;
          const spare = (nReplicas - 1) * Math.floor(most / 200);
          expect(nAllowed).toBeLessThanOrEqual(most);
          expect(nAllowed).toBeGreaterThanOrEqual(Math.min(asked.length, most) - spare);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('asks the shared place a few times a window, not once a request', async () => {
    const { lease, nLeases } = shared(6_000);
    const bucket = new TokenBucket({ most: 6_000, windowMs: MINUTE_MS }, lease);
    for (let n = 0; n < 600; n++) expect((await bucket.take(n)).isAllowed).toBe(true);
    expect(nLeases()).toBeLessThan(25);
  });

  it('begins anew with each window, and says what is left', async () => {
    const { lease } = shared(2);
    const bucket = new TokenBucket({ most: 2, windowMs: MINUTE_MS }, lease);
    const at = (nowMs: number) => bucket.take(nowMs);
    expect(await at(59_000)).toEqual({ isAllowed: true, remaining: 1, resetMs: 1_000 });
    expect(await at(59_500)).toEqual({ isAllowed: true, remaining: 0, resetMs: 500 });
    expect(await at(59_900)).toEqual({ isAllowed: false, remaining: 0, resetMs: 100 });
    expect(await at(60_000)).toEqual({ isAllowed: true, remaining: 1, resetMs: MINUTE_MS });
  });

  it('lets no more in once what was used is more than there is', async () => {
    const { lease } = shared(100);
    const bucket = new TokenBucket({ most: 100, windowMs: MINUTE_MS }, lease);
    expect((await bucket.look(0)).isAllowed).toBe(true);
    bucket.spend(60, 0);
    expect(await bucket.look(0)).toMatchObject({ isAllowed: true, remaining: 40 });
    bucket.spend(60, 0);
    expect((await bucket.look(0)).isAllowed).toBe(false);
    expect((await bucket.look(MINUTE_MS)).isAllowed).toBe(true);
  });

  it('goes on where the shared place failed once', async () => {
    let isAway = true;
    const bucket = new TokenBucket({ most: 3, windowMs: MINUTE_MS }, (wanted) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve({ nGranted: wanted, nTaken: wanted }),
    );
    await expect(bucket.take(0)).rejects.toThrow('away');
    isAway = false;
    expect((await bucket.take(0)).isAllowed).toBe(true);
  });
});
