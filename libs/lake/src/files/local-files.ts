import { InvariantError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const DOWNLOADS_AT_ONCE = 4;

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** An object, and the checksum of its bytes where it is known. */
export interface StoredFile {
  key: string;
  sha256?: string | undefined;
}

/** Copies of lake files on this machine, under the same names, checked against the checksums of the log. */
export class LocalFiles {
  readonly #objects: Pick<ObjectStore, 'download'>;
  readonly #dir: string;

  constructor(objects: Pick<ObjectStore, 'download'>, dir: string) {
    this.#objects = objects;
    this.#dir = dir;
  }

  /** Paths of the files, in their order. Throws InvariantError `LAKE_CHECKSUM` where bytes are not what the log says. */
  async fetch(files: readonly StoredFile[], signal?: AbortSignal): Promise<string[]> {
    const waiting = [...files.entries()];
    const paths: string[] = [];
    const work = async (): Promise<void> => {
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          signal?.throwIfAborted();
          paths[next[0]] = await this.#fetchOne(next[1]);
        }
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    };
    // All of them end before the first failure is told: whoever clears the folder then must not meet one that still writes.
    const ends = await Promise.allSettled(Array.from({ length: DOWNLOADS_AT_ONCE }, work));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return paths;
  }

  clear(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  async #fetchOne(file: StoredFile): Promise<string> {
    const path = join(this.#dir, file.key);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    await this.#objects.download(file.key, draft);
    if (file.sha256 !== undefined) await check(draft, file.key, file.sha256);
    await rename(draft, path);
    return path;
  }
}

async function check(path: string, key: string, expected: string): Promise<void> {
  const found = await sha256OfFile(path);
  if (found === expected) return;
  await rm(path);
  throw new InvariantError(`${key} is not what the log of its table says`, {
    ...{ code: 'LAKE_CHECKSUM', context: { key, expected, found } },
  });
}
