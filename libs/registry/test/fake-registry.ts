import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFilesystemObjectStore } from '@convoscope/objects';
import type { DetectorDocument, DetectorsRepository } from '@convoscope/store';

/** The repository in memory, with the compare-and-swap of the real one. */
export function inMemoryDetectors(): DetectorsRepository {
  const kept = new Map<string, DetectorDocument>();
  const copy = <T>(value: T): T => structuredClone(value);
  return {
    findAll: () => Promise.resolve([...kept.values()].map(copy)),
    findByName: (_tenant, name) => Promise.resolve(copy(kept.get(name) ?? null)),
    put(_tenant, document) {
      const isNext = (kept.get(document.name)?.revision ?? 0) === document.revision - 1;
      if (isNext) kept.set(document.name, copy(document));
      return Promise.resolve(isNext);
    },
    remove(_tenant, name, revision) {
      const isThere = kept.get(name)?.revision === revision;
      return Promise.resolve(isThere && kept.delete(name));
    },
  };
}

export async function temporaryObjects() {
  const folder = await mkdtemp(join(tmpdir(), 'convoscope-registry-'));
  return { folder, objects: createFilesystemObjectStore({ dir: join(folder, 'objects') }) };
}
