export type * from './stage-counter.ts';
export type * from './reconciliation.ts';
export { reconcile, type ReconcileOptions } from './reconcile.ts';
export {
  createMongoCounter,
  createReportCounter,
  createTotalsCounter,
  type DayRange,
} from './store-counters.ts';
export { createTopicCounters, type TopicCounterOptions } from './topic-counter.ts';
export { openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';
export { checkChangedDays, type CheckChangedDaysOptions, type CheckedDays } from './check-changed-days.ts';
export {
  changeProof,
  NEVER_PROVEN,
  readProof,
  storeProof,
  toProof,
  type Proof,
  type ProofState,
  type RunningProof,
} from './proof.ts';
export { behindMs } from './behind.ts';
export { observeProof } from './observe-proof.ts';
