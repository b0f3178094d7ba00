export * from './documents.ts';
export * from './measures.ts';
export type * from './store.ts';
export type { MarkKind } from './collections/measure-marks.ts';
export { newRetentionRun } from './new-retention-run.ts';
export { noteRetention, readRetentionState, type RetentionState } from './retention-state.ts';
export { connectStore, type ConnectionTuning, type StoreOptions } from './connect-store.ts';
export {
  isChangePosition,
  positionAtSecond,
  secondOf,
  type ChangePosition,
} from './mongo/change-position.ts';
export type { FollowOptions, StoredChange } from './mongo/follow-changes.ts';
export type { IndexFinding } from './mongo/index-finding.ts';
export { allCollections, type CollectionName } from './collections/all-collections.ts';
export type { Expiry } from './collections/collection-spec.ts';
export type { ExpiredDocument, ExpireOptions } from './mongo/expire-documents.ts';
export type { CollectionSpec, IndexSpec } from './collections/collection-spec.ts';
export { toBsonSchema, type BsonSchema } from './mongo/bson-schema.ts';
export {
  startEmbeddedMongod,
  type EmbeddedMongod,
  type EmbeddedMongodOptions,
} from './embedded-mongod/start-embedded-mongod.ts';
export type { ArchivePlace, BackupManifest } from './backup/archive.ts';
export {
  backupDatabase,
  type BackupFile,
  type BackupOptions,
  type OnBackupProgress,
} from './backup/backup-database.ts';
export {
  archivedFiles,
  restoreDatabase,
  verifyArchive,
  type RestoreOptions,
} from './backup/restore-database.ts';
export { clearCollections, findNonEmpty, type DatabaseAddress } from './backup/database-access.ts';
