export type * from './object-store.ts';
export { checkObjectKey } from './object-key.ts';
export {
  createFilesystemObjectStore,
  type FilesystemObjectStoreOptions,
} from './filesystem/filesystem-object-store.ts';
export { createS3ObjectStore, type S3ObjectStoreOptions } from './s3/s3-object-store.ts';
export { readJson, updateJson } from './json-object.ts';
export { RoundLease } from './round-lease.ts';
