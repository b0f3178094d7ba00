import { TransientError } from '@convoscope/contracts';
import type { ObjectStore } from './object-store.ts';

const ATTEMPTS = 20;

/** A JSON object and its etag; null where there is none. Throws SyntaxError where it is no JSON. */
export async function readJson<T>(
  objects: Pick<ObjectStore, 'get'>,
  key: string,
): Promise<{ value: T; etag: string } | null> {
  const found = await objects.get(key);
  return found === null
    ? null
    : { value: JSON.parse(found.body.toString('utf8')) as T, etag: found.info.etag };
}

/**
 * Replaces a JSON object by `change(current)` with compare-and-swap, reading again when another writer was faster: `change` may run several
 * times and must be pure; returning `undefined` leaves the object as it is. Resolves to what stands there now. A repeat after a lost
 * acknowledgement sees its own write, so `change` must be harmless on its own result. Throws TransientError `OBJECTS_CONTENDED` after 20 lost races.
 */
export async function updateJson<T>(
  objects: Pick<ObjectStore, 'get' | 'put'>,
  key: string,
  change: (current: T | null) => T | undefined,
): Promise<T | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const current = await readJson<T>(objects, key);
    const next = change(current?.value ?? null);
    if (next === undefined) return current?.value ?? null;
    const condition = current === null ? { ifAbsent: true } : { ifMatch: current.etag };
    const put = await objects.put(key, JSON.stringify(next), {
      contentType: 'application/json',
      ...condition,
    });
    if (put.stored) return next;
  }
  throw new TransientError(`${key} was changed by others ${ATTEMPTS} times`, { code: 'OBJECTS_CONTENDED' });
}
