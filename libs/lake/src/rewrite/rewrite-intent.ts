import { readJson, type ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../delta/snapshot.ts';
import { idFilterKey } from './id-filter.ts';

const intentPrefix = (root: string): string => `${root}_rewrites/`;

/**
 * Names the files that are about to be put, before the first of them is: a crash leaves this behind, so that nobody ever has to look through all
 * folders for leftovers. Returns the key for `endIntent`.
 */
export async function putIntent(
  objects: ObjectStore,
  root: string,
  paths: readonly string[],
): Promise<string> {
  const key = `${intentPrefix(root)}${randomUUID()}.json`;
  await objects.put(key, JSON.stringify({ paths }), { contentType: 'application/json' });
  return key;
}

export const endIntent = (objects: ObjectStore, intentKey: string): Promise<void> =>
  objects.delete(intentKey);

/** Deletes what rewrites left that began before `beforeMs` and never came to a commit. Returns how many files there were. */
export async function sweepIntents(
  objects: ObjectStore,
  root: string,
  snapshot: Snapshot,
  beforeMs: number,
): Promise<number> {
  let nSwept = 0;
  for await (const { key, lastModifiedAt } of objects.list(intentPrefix(root))) {
    if (lastModifiedAt.getTime() >= beforeMs) continue;
    const intent = await readJson<{ paths: string[] }>(objects, key);
    const left = (intent?.value.paths ?? []).filter(
      (path) => !snapshot.files.has(path) && !snapshot.removed.has(path),
    );
    for (const path of left) await deleteFile(objects, root, path);
    await endIntent(objects, key);
    nSwept += left.length;
  }
  return nSwept;
}

/** Deletes a file of a table and what lies beside it. */
export async function deleteFile(objects: ObjectStore, root: string, path: string): Promise<void> {
  await objects.delete(`${root}${path}`);
  await objects.delete(idFilterKey(root, path));
}
