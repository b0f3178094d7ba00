import type { SnapshotsRepository } from '@convoscope/store';
import type { StateStore } from './state-store.port.ts';

/** State in MongoDB, beside what it is about; compare-and-swap by the document's version. */
export function createSnapshotStateStore(snapshots: SnapshotsRepository, tenant: string): StateStore {
  const owner = 'ingestion';
  return {
    async read(name) {
      const found = await snapshots.get(tenant, owner, name);
      return found === null ? null : { value: found.value, version: String(found.version) };
    },
    async compareAndSwap(name, value, expected) {
      const version = Number(expected ?? 0);
      const isWritten = await snapshots.put(tenant, owner, name, value, version);
      return isWritten ? String(version + 1) : null;
    },
  };
}
