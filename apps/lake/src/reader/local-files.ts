import { InvariantError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LakeFile } from '../manifest/manifest.ts';

const DOWNLOADS_AT_ONCE = 4;

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Copies of lake files on this machine, under the same names, checked against the manifest's checksums. */
export class LocalFiles {
  readonly #objects: ObjectStore;
  readonly #dir: string;

  constructor(objects: ObjectStore, dir: string) {
    this.#objects = objects;
    this.#dir = dir;
  }

  /** Paths of the files, in their order. Throws InvariantError `LAKE_CHECKSUM` where bytes are not what the manifest says. */
  async fetch(files: readonly LakeFile[]): Promise<string[]> {
    const waiting = [...files.entries()];
    const paths: string[] = [];
    const work = async (): Promise<void> => {
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          paths[next[0]] = await this.#fetchOne(next[1]);
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

  async remove(files: readonly LakeFile[]): Promise<void> {
    for (const { key } of files) await rm(join(this.#dir, key), { force: true });
  }

  clear(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  async #fetchOne(file: LakeFile): Promise<string> {
    const path = join(this.#dir, file.key);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    await this.#objects.download(file.key, draft);
    const sha256 = await sha256OfFile(draft);
    if (sha256 !== file.sha256) {
      await rm(draft);
      const context = { key: file.key, expected: file.sha256, found: sha256 };
      throw new InvariantError(`${file.key} is not what its manifest says`, {
        code: 'LAKE_CHECKSUM',
        context,
      });
    }
    await rename(draft, path);
    return path;
  }
}
