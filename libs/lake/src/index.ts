export { appendEvents, type AppendDependencies, type AppendResult } from './append/append-events.ts';
export { planAppend, progressOf, type PartitionProgress } from './append/plan-append.ts';
export type { Action, AddFile, RemoveFile, Statistics } from './delta/actions.ts';
export { DeltaTable, type Change, type DeltaTableOptions } from './delta/delta-table.ts';
export { readNewest, readVersion, type LogPlace } from './delta/read-log.ts';
export { VACUUM_APP, type Snapshot, type TableFile } from './delta/snapshot.ts';
export { mayHold, type FileFilter } from './delta/statistics.ts';
export { withDuckDB } from './files/duckdb-session.ts';
export { columnValues, literal, literals, quoted } from './files/duckdb-values.ts';
export { createLandingWriter, type LandingWriter } from './files/landing-writer.ts';
export { LocalFiles } from './files/local-files.ts';
export { MIGRATION_APP, oldPrefix } from './migrate/migrate-manifests.ts';
export { collect } from './reader/collect.ts';
export { createLakeReader, type LakeReader, type QueryScope } from './reader/lake-reader.ts';
export { replaceFiles } from './rewrite/replace-files.ts';
export { rewriteFiles, type RewriteResult } from './rewrite/rewrite-files.ts';
export { createIdFilter, idFilterKey, mayHoldId } from './rewrite/id-filter.ts';
export { deleteFiles, sweepIntents } from './rewrite/rewrite-intent.ts';
export {
  datasetNamed,
  datasetOfTopic,
  datasets,
  isAboutConversations,
  lakeTopics,
  type Dataset,
  type DatasetName,
  type LakeEvent,
} from './tables/dataset.ts';
export { rowsOf } from './tables/dataset-rows.ts';
export { LakeTables, type LakeTablesOptions } from './tables/lake-tables.ts';
export { LANDING_FOLDER, tableRoot, toStoredFile } from './tables/table-places.ts';
