import type { FileEntry } from './file-entries.ts';

/**
 * The key of the newest record of each id, where records have a time of modification: exports overlap, and the newest state of a conversation
 * may lie in any of them. Of equal times the first counts; one that is no conversation (`isGood`) does not stand in the way of an older one that is.
 * Cost: all files are read; memory: about 150 bytes an id.
 */
export async function findNewest(
  entries: AsyncIterable<FileEntry[]>,
  idOf: (entry: FileEntry) => string | null,
  timeOf: (entry: FileEntry) => number | null,
  isGood: (entry: FileEntry) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const newest = new Map<string, { key: string; ms: number }>();
  for await (const batch of entries)
    for (const entry of batch) {
      const id = entry.entry.kind === 'record' ? idOf(entry) : null;
      if (id === null) continue;
      const ms = timeOf(entry) ?? Number.NEGATIVE_INFINITY;
      const before = newest.get(id);
      if ((before === undefined || ms > before.ms) && isGood(entry)) newest.set(id, { key: entry.key, ms });
    }
  return new Map([...newest].map(([id, { key }]) => [id, key]));
}
