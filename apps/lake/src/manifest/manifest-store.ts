import { readJson, type ObjectStore } from '@convoscope/objects';
import type { Dataset } from '../files/dataset.ts';
import { datasetPrefix, manifestKey } from '../files/file-key.ts';
import { emptyManifest, type Manifest } from './manifest.ts';

/** A manifest as it was read; `etag` null where there is none yet. */
export interface StoredManifest {
  manifest: Manifest;
  etag: string | null;
}

/** Reads manifests and replaces them with compare-and-swap. */
export class ManifestStore {
  readonly #objects: ObjectStore;
  readonly #known = new Map<string, StoredManifest>();

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  /** The newest manifest of a partition. */
  async read(dataset: Dataset, partition: number): Promise<StoredManifest> {
    const key = manifestKey(dataset.name, partition);
    const found = await readJson<Manifest>(this.#objects, key);
    const stored =
      found === null
        ? { manifest: emptyManifest(dataset.name, dataset.topic.name, partition), etag: null }
        : { manifest: found.value, etag: found.etag };
    this.#known.set(key, stored);
    return stored;
  }

  /** As last read or written by this process; it may be old, which `replace` finds out. */
  async recall(dataset: Dataset, partition: number): Promise<StoredManifest> {
    return this.#known.get(manifestKey(dataset.name, partition)) ?? (await this.read(dataset, partition));
  }

  /** Replaces the manifest if it still is what was read. Returns false, and forgets it, where another writer was faster. */
  async replace(read: StoredManifest, next: Manifest): Promise<boolean> {
    const key = manifestKey(next.dataset, next.partition);
    const condition = read.etag === null ? { ifAbsent: true } : { ifMatch: read.etag };
    const put = await this.#objects
      .put(key, JSON.stringify(next), { contentType: 'application/json', ...condition })
      .catch((error: unknown) => {
        this.#known.delete(key);
        throw error;
      });
    if (put.stored) this.#known.set(key, { manifest: next, etag: put.etag });
    else this.#known.delete(key);
    return put.stored;
  }

  /** The manifests of all partitions of a dataset, in the order of their keys. */
  async readAll(dataset: Dataset): Promise<StoredManifest[]> {
    const all: StoredManifest[] = [];
    for await (const { key } of this.#objects.list(`${datasetPrefix(dataset.name)}_manifest/`)) {
      const found = await readJson<Manifest>(this.#objects, key);
      if (found !== null) all.push({ manifest: found.value, etag: found.etag });
    }
    return all;
  }
}
