import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Etag of a body: the first 128 bits of its SHA-256 as 32 hex digits. */
export const etagOf = (body: Buffer | string): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 32);

/** The same for a file, read as a stream. */
export async function etagOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex').slice(0, 32);
}

const versionOf = ({ ino, size, mtimeNs }: BigIntStats): string => `${ino}-${size}-${mtimeNs}`;

/**
 * Etags of files by path. A file is read again only when its inode, size or modification time has changed: objects are replaced by
 * renaming, so a new content always has a new inode or time.
 */
export class EtagCache {
  readonly #known = new Map<string, { version: string; etag: string }>();
  readonly #maxEntries: number;

  constructor(maxEntries = 20_000) {
    this.#maxEntries = maxEntries;
  }

  async get(path: string, stats: BigIntStats): Promise<string> {
    const version = versionOf(stats);
    const known = this.#known.get(path);
    if (known?.version === version) return known.etag;
    const etag = await etagOfFile(path);
    // Replaced while it was read: what was hashed belongs to a version that cannot be named, so it is not kept.
    if (versionOf(await stat(path, { bigint: true })) === version) this.#remember(path, version, etag);
    return etag;
  }

  #remember(path: string, version: string, etag: string): void {
    this.#known.delete(path);
    this.#known.set(path, { version, etag });
    if (this.#known.size <= this.#maxEntries) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
