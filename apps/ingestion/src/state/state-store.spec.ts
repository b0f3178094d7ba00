import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFilesystemObjectStore } from '@convoscope/objects';
import type { SnapshotsRepository } from '@convoscope/store';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStateStore } from '../../test/describe-state-store.ts';
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
    remove: async (tenant, owner, name) => void documents.delete(`${tenant}/${owner}/${name}`),
  };
}

const drivers: Record<string, () => StateStore> = {
  file: () => createFileStateStore(join(root, 'file')),
  object: () => createObjectStateStore(createFilesystemObjectStore({ dir: join(root, 'objects') }), 'state'),
  snapshot: () => createSnapshotStateStore(inMemorySnapshots(), 'default'),
};

for (const [driver, create] of Object.entries(drivers)) describeStateStore(driver, create);

describe('the file driver', () => {
  it('lets nobody else of the machine read what it keeps, whatever the umask', async () => {
    const dir = join(root, 'private');
    const umask = process.umask(0o000);
    try {
      await createFileStateStore(dir).compareAndSwap('s', {}, null);
    } finally {
      process.umask(umask);
    }
    const names = await readdir(dir);
    const modes = await Promise.all([dir, ...names.map((name) => join(dir, name))].map((path) => stat(path)));
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600]);
  });

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
