import type { ObjectStore } from '@convoscope/objects';
import type { StateStore } from './state-store.port.ts';

/** State as objects `<prefix>/<name>.json`; compare-and-swap by conditional put (`If-Match`, `If-None-Match`). */
export function createObjectStateStore(objects: ObjectStore, prefix: string): StateStore {
  const keyOf = (name: string): string => `${prefix}/${encodeURIComponent(name)}.json`;
  return {
    async read(name) {
      const found = await objects.get(keyOf(name));
      if (found === null) return null;
      return { value: JSON.parse(found.body.toString('utf8')) as unknown, version: found.info.etag };
    },
    async compareAndSwap(name, value, expected) {
      const condition = expected === null ? { ifAbsent: true } : { ifMatch: expected };
      const result = await objects.put(keyOf(name), JSON.stringify(value), {
        contentType: 'application/json',
        ...condition,
      });
      return result.stored ? result.etag : null;
    },
  };
}
