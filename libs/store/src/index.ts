export * from './documents.ts';
export type * from './store.ts';
export { connectStore, type StoreOptions } from './connect-store.ts';
export { allCollections } from './collections/all-collections.ts';
export type { CollectionSpec, IndexSpec } from './collections/collection-spec.ts';
export { toBsonSchema, type BsonSchema } from './mongo/bson-schema.ts';
export {
  startEmbeddedMongod,
  type EmbeddedMongod,
  type EmbeddedMongodOptions,
} from './embedded-mongod/start-embedded-mongod.ts';
