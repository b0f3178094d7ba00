import { PermanentError } from '@convoscope/contracts';
import type { BackupFile } from '@convoscope/store';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Installation } from './open-installation.ts';

type Place = Pick<Installation, 'objects' | 'dataDir'>;

/** Objects below these prefixes are state: where ingestion stands at each source, and fitted models, which the database names. */
const STATE_PREFIXES = ['state/', 'detectors/models/'];
/** Folders of the data folder that are state: the same, kept in files. */
const STATE_FOLDERS = ['ingestion'];
/** Offsets of the embedded bus. They may be older than its records, and then events come again, which is harmless. */
const STATE_FILES = [join('bus', 'offsets')];

const OBJECT = 'objects/';
const FILE = 'data/';

const orNothing = (error: unknown): [] => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw error;
};

/** Files below a folder, without drafts. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(orNothing);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** State that is kept outside of MongoDB. Documents of some KiB a source, the models, one at a time, and the offsets. */
export async function* readState({ objects, dataDir }: Place): AsyncGenerator<BackupFile> {
  for (const prefix of STATE_PREFIXES)
    for await (const { key } of objects.list(prefix)) {
      const found = await objects.get(key);
      if (found !== null) yield { name: `${OBJECT}${key}`, body: found.body };
    }
  const files = await Promise.all(STATE_FOLDERS.map((folder) => filesBelow(join(dataDir, folder))));
  for (const path of [...files.flat(), ...STATE_FILES.map((file) => join(dataDir, file))]) {
    const body = await readFile(path).catch(orNothing);
    if (Buffer.isBuffer(body)) yield { name: `${FILE}${relative(dataDir, path).replaceAll(sep, '/')}`, body };
  }
}

/** A cursor that the archive does not have, or an older one beside a newer one, would skip what the database does not hold. */
async function clearState({ objects, dataDir }: Place): Promise<void> {
  for (const prefix of STATE_PREFIXES)
    for await (const { key } of objects.list(prefix)) await objects.delete(key);
  for (const folder of [...STATE_FOLDERS, ...STATE_FILES])
    await rm(join(dataDir, folder), { recursive: true, force: true });
}

async function putBack({ name, body }: BackupFile, { objects, dataDir }: Place): Promise<void> {
  if (name.startsWith(OBJECT)) {
    await objects.put(name.slice(OBJECT.length), body);
    return;
  }
  const path = resolve(dataDir, name.slice(FILE.length));
  if (!name.startsWith(FILE) || !path.startsWith(resolve(dataDir) + sep))
    throw new PermanentError(`the archive has a file that is no state: ${name}`, { code: 'BACKUP_BROKEN' });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, body, { flush: true, mode: 0o600 });
}

/** Makes the state what the files say, and nothing beside it. Returns how many there were. */
export async function writeState(files: AsyncIterable<BackupFile>, place: Place): Promise<number> {
  let nFiles = 0;
  await clearState(place);
  for await (const file of files) {
    await putBack(file, place);
    nFiles += 1;
  }
  return nFiles;
}
