export * from './documents.ts';
export type * from './store.ts';
export {
  startEmbeddedMongod,
  type EmbeddedMongod,
  type EmbeddedMongodOptions,
} from './embedded-mongod/start-embedded-mongod.ts';
