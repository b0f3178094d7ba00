import type { Filter } from '../collections/collection-spec.ts';
import type { CollectionAccess } from './collection-access.ts';
import { guardedUpsert } from './guarded-upsert.ts';

/** Replaces or inserts documents whole, found by their unique key; of one key the last wins. */
export async function replaceMany<T extends object>(
  access: CollectionAccess,
  documents: readonly T[],
  keyOf: (document: T) => Filter,
): Promise<void> {
  const last = new Map(documents.map((document) => [JSON.stringify(keyOf(document)), document]));
  await guardedUpsert(
    access,
    [...last].map(([id, document]) => ({
      id,
      key: keyOf(document),
      guard: {},
      change: { replacement: { ...document } },
    })),
  );
}
