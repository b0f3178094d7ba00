import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFilesystemObjectStore } from '@convoscope/objects';
import type { SnapshotsRepository } from '@convoscope/store';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileStateStore } from './file-state-store.ts';
import { createObjectStateStore } from './object-state-store.ts';
import { createSnapshotStateStore } from './snapshot-state-store.ts';
import type { StateStore } from './state-store.port.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'state-store-'));
});
afterAll(() => rm(root, { recursive: true }));

function inMemorySnapshots(): SnapshotsRepository {
  const documents = new Map<string, { value: unknown; version: number }>();
  return {
    get: async (tenant, owner, name) => documents.get(`${tenant}/${owner}/${name}`) ?? null,
    async put(tenant, owner, name, value, expectedVersion) {
      const key = `${tenant}/${owner}/${name}`;
      if ((documents.get(key)?.version ?? 0) !== expectedVersion) return false;
      documents.set(key, { value, version: expectedVersion + 1 });
      return true;
    },
  };
}

const drivers: Record<string, () => StateStore> = {
  file: () => createFileStateStore(join(root, 'file')),
  object: () => createObjectStateStore(createFilesystemObjectStore({ dir: join(root, 'objects') }), 'state'),
  snapshot: () => createSnapshotStateStore(inMemorySnapshots(), 'default'),
};

describe.each(Object.entries(drivers))('state store, driver %s', (_, create) => {
  let states: StateStore;
  let name: string;
  let n = 0;

  beforeAll(() => {
    states = create();
  });

  const freshName = (): string => (name = `source/ü ${n++}`);

  it('knows nothing of what was never written', async () => {
    expect(await states.read(freshName())).toBeNull();
  });

  it('gives back what was written, with a version that lets it be replaced', async () => {
    const first = await states.compareAndSwap(freshName(), { at: 1 }, null);
    expect(await states.read(name)).toEqual({ value: { at: 1 }, version: first });
    const second = await states.compareAndSwap(name, { at: 2 }, first);
    expect(second).not.toBe(first);
    expect(await states.read(name)).toEqual({ value: { at: 2 }, version: second });
  });

  it('refuses a writer that has not seen the newest version', async () => {
    const first = await states.compareAndSwap(freshName(), { at: 1 }, null);
    await states.compareAndSwap(name, { at: 2 }, first);
    expect(await states.compareAndSwap(name, { at: 3 }, first)).toBeNull();
    expect(await states.compareAndSwap(name, { at: 3 }, null)).toBeNull();
    expect((await states.read(name))?.value).toEqual({ at: 2 });
  });

  it('lets exactly one of many racing writers through', async () => {
    const first = await states.compareAndSwap(freshName(), { winner: -1 }, null);
    const racers = Array.from({ length: 12 }, (_, i) => states.compareAndSwap(name, { winner: i }, first));
    const results = await Promise.all(racers);
    const winners = results.flatMap((version, i) => (version === null ? [] : [i]));
    expect(winners).toHaveLength(1);
    expect((await states.read(name))?.value).toEqual({ winner: winners[0] });
  });

  it('counts every one of many increments, whoever makes them', async () => {
    freshName();
    const increment = async (): Promise<void> => {
      for (;;) {
        const stored = await states.read(name);
        const count = ((stored?.value as { count: number } | undefined)?.count ?? 0) + 1;
        if ((await states.compareAndSwap(name, { count }, stored?.version ?? null)) !== null) return;
      }
    };
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let i = 0; i < 10; i++) await increment();
      }),
    );
    expect((await states.read(name))?.value).toEqual({ count: 40 });
  }, 30_000);
});

describe('the file driver', () => {
  it('keeps few old versions, and refuses a writer from long ago whose file name has become free again', async () => {
    const dir = join(root, 'old');
    const states = createFileStateStore(dir);
    let version = await states.compareAndSwap('s', { at: 0 }, null);
    const stale = version;
    for (let i = 1; i < 30; i++) version = await states.compareAndSwap('s', { at: i }, version);
    expect((await readdir(dir)).length).toBeLessThan(12);
    expect(await states.compareAndSwap('s', { at: 'late' }, stale)).toBeNull();
    expect((await states.read('s'))?.value).toEqual({ at: 29 });
  });
});
