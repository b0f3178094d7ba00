export type * from './stage-counter.ts';
export {
  reconcile,
  type LedgerEntry,
  type LedgerMismatch,
  type ReconcileOptions,
  type Reconciliation,
} from './reconcile.ts';
export { createMongoCounter, createReportCounter, createTotalsCounter } from './store-counters.ts';
export { createTopicCounters, type TopicCounterOptions } from './topic-counter.ts';
export { openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';
export { observeLedger, storeReconciliation } from './record-reconciliation.ts';
