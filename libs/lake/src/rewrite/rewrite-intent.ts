import { readJson, type ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../delta/snapshot.ts';
import { idFilterKey, MERGED } from './id-filter.ts';

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
    await deleteFiles(objects, root, left);
    await endIntent(objects, key);
    nSwept += left.length;
  }
  return nSwept;
}

const DELETES_AT_ONCE = 8;

/** Deletes files of a table and the filters beside them; those that are not there are no matter. Stops early when the signal aborts: then false. */
export async function deleteFiles(
  objects: ObjectStore,
  root: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<boolean> {
  const keys = paths.flatMap((path) =>
    path.includes(MERGED) ? [`${root}${path}`, idFilterKey(root, path)] : [`${root}${path}`],
  );
  for (let start = 0; start < keys.length; start += DELETES_AT_ONCE) {
    if (signal?.aborted) return false;
    await Promise.all(keys.slice(start, start + DELETES_AT_ONCE).map((key) => objects.delete(key)));
  }
  return true;
}
