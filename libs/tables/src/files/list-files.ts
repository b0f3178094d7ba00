import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BrokenFile, type Trouble } from '../entry.ts';
import { asBroken } from './open-file.ts';
import { formatOfName } from './file-format.ts';

export interface TableFile {
  path: string;
  name: string;
  sizeBytes: number;
  modifiedAtMs: number;
  /** Why it cannot even be looked at; null: it can. */
  trouble: Trouble | null;
  /** A folder within the folder: it is not read, which is to be said. */
  isFolder?: true;
}

/**
 * The file itself, or the files of a folder with an ending of ours, in the order of their names. A file that cannot be looked at is listed with
 * its trouble, and a folder within the folder as one. Hidden files are left out. Throws `BrokenFile` where the path leads nowhere, `no-records` where a folder has nothing for us.
 */
export async function listFiles(path: string): Promise<TableFile[]> {
  const info = await stat(path).catch((error: unknown) => {
    throw asBroken(error);
  });
  if (!info.isDirectory()) return [toFile(path, info)];
  const found = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw asBroken(error);
  });
  const names = found
    .filter((entry) => entry.isDirectory() || formatOfName(entry.name) !== null)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort();
  return Promise.all(names.map((name) => inspect(join(path, name))));
}

async function inspect(path: string): Promise<TableFile> {
  try {
    const info = await stat(path);
    return info.isDirectory()
      ? { ...toFile(path, { size: 0, mtimeMs: 0 }), isFolder: true }
      : toFile(path, info);
  } catch (error) {
    const own = await lstat(path).catch(() => null);
    const trouble = own === null && path.includes('\ufffd') ? badName() : asBroken(error).trouble;
    return { ...toFile(path, own ?? { size: 0, mtimeMs: 0 }), trouble };
  }
}

/** Names are bytes; those that are no UTF-8 cannot be asked for. */
const badName = (): Trouble =>
  new BrokenFile('unreadable-file', 'its name has bytes that are no UTF-8: rename it').trouble;

const toFile = (path: string, info: { size: number; mtimeMs: number }): TableFile => ({
  path,
  name: basename(path),
  sizeBytes: info.size,
  modifiedAtMs: Math.trunc(info.mtimeMs),
  trouble: null,
});
