import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConfigError } from '@convoscope/contracts';
import { FILE_FORMATS, formatOf } from './read-records.ts';

export interface SourceFile {
  path: string;
  name: string;
  sizeBytes: number;
  modifiedAtMs: number;
}

/** The file itself, or the readable files of a folder in the order of their names. Throws ConfigError where there is none. */
export async function listSourceFiles(path: string): Promise<SourceFile[]> {
  const info = await stat(path).catch((error: unknown) => {
    throw new ConfigError([`source file ${path}: ${(error as Error).message}`]);
  });
  const known = `${FILE_FORMATS.join(', ')} (all but parquet also .gz)`;
  if (!info.isDirectory()) {
    if (formatOf(path) === null)
      throw new ConfigError([`source file ${path}: its name ends in none of ${known}`]);
    return [toSourceFile(path, info)];
  }
  const names = (await readdir(path))
    .filter((name) => formatOf(name) !== null && !name.startsWith('.'))
    .sort();
  if (names.length === 0)
    throw new ConfigError([`source folder ${path} holds no file that ends in ${known}`]);
  return Promise.all(names.map(async (name) => toSourceFile(join(path, name), await stat(join(path, name)))));
}

const toSourceFile = (path: string, info: { size: number; mtimeMs: number }): SourceFile => ({
  path,
  name: basename(path),
  sizeBytes: info.size,
  modifiedAtMs: Math.trunc(info.mtimeMs),
});
