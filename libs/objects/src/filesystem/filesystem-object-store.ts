import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PermanentError } from '@convoscope/contracts';
import { checkObjectKey } from '../object-key.ts';
import type { ObjectInfo, ObjectStore, PutOptions, PutResult } from '../object-store.ts';
import { EtagCache, etagOf, etagOfFile } from './content-etag.ts';
import { hasErrorCode, toFileStoreError } from './file-errors.ts';
import { withFileLock } from './file-lock.ts';
import { listKeys } from './list-files.ts';

export interface FilesystemObjectStoreOptions {
  /** Folder that holds the objects; made when missing. */
  dir: string;
}

const [DRAFTS, LOCKS] = ['.drafts', '.locks'] as const;

/** The driver's own folders are no place for objects. */
function checkFileKey(key: string): string {
  if ([DRAFTS, LOCKS].some((own) => key.startsWith(`${own}/`) || key === own)) {
    throw new PermanentError(`${key} is reserved`, { code: 'OBJECTS_KEY_INVALID' });
  }
  return checkObjectKey(key);
}

const absent = (error: unknown): null => {
  if (hasErrorCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return null;
  throw error;
};

async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Object storage in a folder: an object is the file of that name, written beside (in `.drafts`) and renamed into place, so that it is seen whole or not at
 * all, also by other processes of the machine. `ifAbsent` is a hard link, which fails where the name exists; `ifMatch` compares under a lock
 * file. Etag: SHA-256 of the content. Unlike S3 a key can't be a prefix folder of another (`a` and `a/b`): PermanentError `OBJECTS_REFUSED`.
 */
export function createFilesystemObjectStore({ dir }: FilesystemObjectStoreOptions): ObjectStore {
  const [drafts, locks] = [join(dir, DRAFTS), join(dir, LOCKS)] as const;
  const etags = new EtagCache();
  let prepared: Promise<unknown> | undefined;

  const pathOf = (key: string): string => join(dir, checkFileKey(key));
  const lockOf = (key: string): string => join(locks, createHash('sha256').update(key).digest('hex'));
  const prepare = (): Promise<unknown> =>
    (prepared ??= Promise.all([drafts, locks].map((folder) => mkdir(folder, { recursive: true }))));

  const translated = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw toFileStoreError(error, key);
    }
  };

  const infoOf = async (key: string): Promise<ObjectInfo | null> => {
    const path = pathOf(key);
    const stats = await stat(path, { bigint: true }).catch(absent);
    if (stats === null || !stats.isFile()) return null;
    const etag = await etags.get(path, stats).catch(absent);
    if (etag === null) return null;
    return { key, sizeBytes: Number(stats.size), etag, lastModifiedAt: new Date(Number(stats.mtimeMs)) };
  };

  const place = async (draft: string, key: string, options: PutOptions): Promise<boolean> => {
    const target = pathOf(key);
    await mkdir(dirname(target), { recursive: true });
    if (options.ifAbsent === true) {
      const linked = await link(draft, target).catch((error: unknown) => {
        if (hasErrorCode(error, 'EEXIST')) return 'exists' as const;
        throw error;
      });
      return linked !== 'exists';
    }
    return withFileLock(lockOf(key), async () => {
      if (options.ifMatch !== undefined && (await infoOf(key))?.etag !== options.ifMatch) return false;
      await rename(draft, target);
      return true;
    });
  };

  const putDraft = (
    key: string,
    options: PutOptions,
    write: (draft: string) => Promise<string>,
  ): Promise<PutResult> =>
    translated(key, async () => {
      checkFileKey(key);
      if (options.ifAbsent === true && options.ifMatch !== undefined) {
        throw new PermanentError('ifAbsent and ifMatch exclude each other', { code: 'OBJECTS_OPTIONS' });
      }
      await prepare();
      const draft = join(drafts, randomUUID());
      try {
        const etag = await write(draft);
        await flushToDisk(draft);
        return (await place(draft, key, options)) ? { stored: true, etag } : { stored: false };
      } finally {
        await rm(draft, { force: true });
      }
    });

  return {
    put: (key, body, options = {}) =>
      putDraft(key, options, async (draft) => {
        await writeFile(draft, body);
        return etagOf(body);
      }),
    putFile: (key, path, options = {}) =>
      putDraft(key, options, async (draft) => {
        await copyFile(path, draft, constants.COPYFILE_FICLONE);
        return etagOfFile(draft);
      }),
    get: (key) =>
      translated(key, async () => {
        const handle = await open(pathOf(key), 'r').catch(absent);
        if (handle === null) return null;
        try {
          const stats = await handle.stat();
          if (!stats.isFile()) return null;
          const body = await handle.readFile();
          return {
            body,
            info: { key, sizeBytes: body.length, etag: etagOf(body), lastModifiedAt: stats.mtime },
          };
        } finally {
          await handle.close();
        }
      }),
    getStream: (key) =>
      translated(key, async () => {
        const handle = await open(pathOf(key), 'r').catch(absent);
        return handle === null ? null : handle.createReadStream();
      }),
    head: (key) => translated(key, () => infoOf(key)),
    async *list(prefix) {
      try {
        for await (const key of listKeys(dir, prefix)) {
          if (key.startsWith(`${DRAFTS}/`) || key.startsWith(`${LOCKS}/`)) continue;
          const info = await infoOf(key);
          if (info !== null) yield info;
        }
      } catch (error) {
        throw toFileStoreError(error, prefix);
      }
    },
    delete: (key) =>
      translated(key, () =>
        rm(pathOf(key))
          .then(() => undefined, absent)
          .then(() => undefined),
      ),
    download: (key, path) =>
      translated(key, async () => {
        const copied = await copyFile(pathOf(key), path, constants.COPYFILE_FICLONE).catch(absent);
        if (copied === null) {
          throw new PermanentError(`no such object: ${key}`, { code: 'OBJECTS_NOT_FOUND', context: { key } });
        }
      }),
    close: () => Promise.resolve(),
  };
}
