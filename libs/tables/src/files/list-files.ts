import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Trouble } from '../entry.ts';
import { asBroken } from './open-bytes.ts';
import { formatOfName } from './file-format.ts';

export interface TableFile {
  path: string;
  name: string;
  sizeBytes: number;
  modifiedAtMs: number;
  /** Why it cannot even be looked at; null: it can. */
  trouble: Trouble | null;
}

/**
 * The file itself, or the files of a folder with an ending of ours, in the order of their names. A file that cannot be looked at is listed with
 * its trouble. Throws `BrokenFile` where the path leads nowhere, `no-records` where a folder has nothing for us.
 */
export async function listFiles(path: string): Promise<TableFile[]> {
  const info = await stat(path).catch((error: unknown) => {
    throw asBroken(error);
  });
  if (!info.isDirectory()) return [toFile(path, info)];
  const names = (
    await readdir(path).catch((error: unknown) => {
      throw asBroken(error);
    })
  )
    .filter((name) => formatOfName(name) !== null && !name.startsWith('.'))
    .sort();
  const files = await Promise.all(names.map((name) => inspect(join(path, name))));
  return files.filter((file) => file !== null);
}

/** Null: a folder that is named like a file. */
async function inspect(path: string): Promise<TableFile | null> {
  try {
    const info = await stat(path);
    return info.isDirectory() ? null : toFile(path, info);
  } catch (error) {
    const own = await lstat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
    return { ...toFile(path, own), trouble: asBroken(error).trouble };
  }
}

const toFile = (path: string, info: { size: number; mtimeMs: number }): TableFile => ({
  path,
  name: basename(path),
  sizeBytes: info.size,
  modifiedAtMs: Math.trunc(info.mtimeMs),
  trouble: null,
});
