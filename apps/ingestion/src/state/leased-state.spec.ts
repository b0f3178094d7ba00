import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import type { Clock } from '@convoscope/telemetry';
import { createSourceLease, LeaseLostError, type LeasedState, type SourceLease } from './leased-state.ts';
import type { StateStore } from './state-store.port.ts';

function createInMemoryStateStore(): StateStore {
  const documents = new Map<string, { value: unknown; version: string }>();
  return {
    read: async (name) => structuredClone(documents.get(name) ?? null),
    async compareAndSwap(name, value, expected) {
      if ((documents.get(name)?.version ?? null) !== expected) return null;
      const version = String(Number(expected ?? 0) + 1);
      documents.set(name, { value: structuredClone(value), version });
      return version;
    },
  };
}

describe('the lease of a source', () => {
  let states: StateStore;
  const clock = new ManualClock();
  const leaseFor = (holder: string, ownClock: Pick<Clock, 'now'> = clock): SourceLease =>
    createSourceLease({ states, source: 's', holder, leaseMs: 60_000, clock: ownClock });
  const acquire = (holder: string): Promise<LeasedState | null> => leaseFor(holder).acquire();
  const hold = async (holder: string): Promise<LeasedState> => {
    const state = await acquire(holder);
    if (state === null) throw new Error('the lease is held');
    return state;
  };
  const moveTo = (state: LeasedState, lastKey: string): Promise<void> =>
    state.update((current) => ({ ...current, cursor: { ...current.cursor, lastKey } }));

  beforeEach(() => {
    states = createInMemoryStateStore();
  });

  it('is held by one poller at a time', async () => {
    expect(await acquire('a')).not.toBeNull();
    expect(await acquire('b')).toBeNull();
  });

  it('is taken over once it has run out, with a higher token and the cursor where it stood', async () => {
    const a = await hold('a');
    await moveTo(a, '17');
    await clock.advance(60_000);
    const b = await hold('b');
    expect(b.token).toBeGreaterThan(a.token);
    expect(b.current.cursor.lastKey).toBe('17');
  });

  it('is prolonged by every write', async () => {
    const a = await hold('a');
    for (let i = 0; i < 4; i++) {
      await clock.advance(30_000);
      await moveTo(a, String(i));
    }
    expect(await acquire('b')).toBeNull();
  });

  it('is taken over within its length from a poller that died with a clock five minutes ahead', async () => {
    const ahead = { now: () => clock.now() + 300_000 };
    expect(await leaseFor('dead', ahead).acquire()).not.toBeNull();
    const lease = leaseFor('b');
    expect(await lease.acquire()).toBeNull();
    await clock.advance(59_000);
    expect(await lease.acquire()).toBeNull();
    await clock.advance(1_000);
    expect(await lease.acquire()).not.toBeNull();
  });

  it('is left to a poller with a clock five minutes ahead that goes on writing', async () => {
    const a = await leaseFor('a', { now: () => clock.now() + 300_000 }).acquire();
    const lease = leaseFor('b');
    for (let i = 0; i < 6; i++) {
      expect(await lease.acquire()).toBeNull();
      await clock.advance(20_000);
      await a?.update((state) => state);
    }
  });

  it('refuses the write of a zombie, which changes nothing', async () => {
    const zombie = await hold('a');
    await moveTo(zombie, '1');
    await clock.advance(60_000);
    const b = await hold('b');
    await moveTo(b, '2');
    await expect(moveTo(zombie, '99')).rejects.toBeInstanceOf(LeaseLostError);
    await expect(zombie.release()).rejects.toBeInstanceOf(LeaseLostError);
    await moveTo(b, '3');
    expect(b.current.cursor.lastKey).toBe('3');
  });

  it('is free at once after it was given back', async () => {
    const a = await hold('a');
    await a.release();
    expect((await acquire('b'))?.token).toBeGreaterThan(a.token);
  });

  it('applies concurrent writes of its holder one after the other', async () => {
    const a = await hold('a');
    const add = (): Promise<void> =>
      a.update((state) => ({
        ...state,
        cursor: { ...state.cursor, lastKey: `${state.cursor.lastKey ?? ''}x` },
      }));
    await Promise.all(Array.from({ length: 20 }, add));
    expect(a.current.cursor.lastKey).toHaveLength(20);
  });

  it('lets one of several through that ask at the same time', async () => {
    const results = await Promise.all(['a', 'b', 'c', 'd'].map(acquire));
    expect(results.filter((state) => state !== null)).toHaveLength(1);
  });
});
