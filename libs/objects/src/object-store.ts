import type { Readable } from 'node:stream';

export interface ObjectInfo {
  key: string;
  sizeBytes: number;
  etag: string;
  lastModifiedAt: Date;
}

export interface PutOptions {
  contentType?: string;
  /** Put only if the key does not exist yet (`If-None-Match: *`). */
  ifAbsent?: boolean;
  /** Put only if the object still has this etag (`If-Match`). */
  ifMatch?: string;
  /** Until then nobody may change or remove it (S3 Object Lock, compliance mode), where the bucket has that; elsewhere it is put as any other. */
  retainUntil?: Date;
}

/** `stored: false` says that a condition was not met and nothing was written. */
export type PutResult = { stored: true; etag: string } | { stored: false };

/** Object storage. Keys are `/`-separated, no leading slash. Drivers: `s3`, `filesystem`. Failures throw TransientError or PermanentError. */
export interface ObjectStore {
  put(key: string, body: Buffer | string, options?: PutOptions): Promise<PutResult>;
  /** Uploads a local file (multipart above 16 MiB). An object is visible whole or not at all. */
  putFile(key: string, path: string, options?: PutOptions): Promise<PutResult>;
  /** Returns null where there is no such object. */
  get(key: string): Promise<{ body: Buffer; info: ObjectInfo } | null>;
  getStream(key: string): Promise<Readable | null>;
  head(key: string): Promise<ObjectInfo | null>;
  /** Keys under a prefix, in lexical order, page by page inside. */
  list(prefix: string): AsyncIterable<ObjectInfo>;
  delete(key: string): Promise<void>;
  /** Copies an object to a local file for tools that read files (DuckDB). */
  download(key: string, path: string): Promise<void>;
  close(): Promise<void>;
}
