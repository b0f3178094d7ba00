import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFilesystemObjectStore, RoundLease, type ObjectStore } from '../src/index.ts';

describe('the lease of a round', () => {
  let dir: string;
  let objects: ObjectStore;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'round-lease-'));
    objects = createFilesystemObjectStore({ dir });
  });
  afterAll(async () => {
    await objects.close();
    await rm(dir, { recursive: true });
  });
  const { signal } = new AbortController();
  const leaseOf = (key: string, now = Date.now): RoundLease =>
    new RoundLease({ objects, key, durationMs: 60_000, now });

  it('lets one instance work at a time: two did the same upkeep', async () => {
    const [one, other] = [leaseOf('a.json'), leaseOf('a.json')];
    const inside: boolean[] = [];
    const done = await one.hold(async () => {
      inside.push(await other.hold(() => Promise.resolve(), signal));
    }, signal);
    expect([done, inside]).toEqual([true, [false]]);
    expect(await other.hold(() => Promise.resolve(), signal)).toBe(true);
  });

  it('is given back when the work fails, and taken over from one that is gone', async () => {
    const [one, other] = [leaseOf('b.json'), leaseOf('b.json', () => Date.now() + 60_001)];
    await expect(one.hold(() => Promise.reject(new Error('no disk')), signal)).rejects.toThrow('no disk');
    expect(await one.take()).toBe(true);
    expect(await other.hold(() => Promise.resolve(), signal)).toBe(true);
  });
});
