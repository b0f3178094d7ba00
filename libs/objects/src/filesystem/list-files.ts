import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode } from './file-errors.ts';

/** `readdir` sorts by nothing; S3 sorts whole keys, in which a folder counts with its slash: `a.txt` comes before `a/b`. */
async function sortedEntries(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  });
  const named = entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  const sortKey = (entry: { name: string; isFolder: boolean }): Buffer =>
    Buffer.from(entry.isFolder ? `${entry.name}/` : entry.name);
  return named.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
}

const mayHold = (key: string, prefix: string): boolean => key.startsWith(prefix) || prefix.startsWith(key);

/** Keys under `dir` that start with `prefix`, in the order of their UTF-8 bytes, one folder in memory at a time. */
export async function* listKeys(dir: string, prefix: string, folder = ''): AsyncGenerator<string> {
  for (const entry of await sortedEntries(join(dir, folder))) {
    const key = `${folder}${entry.name}`;
    if (entry.isFolder && mayHold(`${key}/`, prefix)) yield* listKeys(dir, prefix, `${key}/`);
    else if (!entry.isFolder && key.startsWith(prefix)) yield key;
  }
}
