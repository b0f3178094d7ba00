export * from './service-definition.ts';
export {
  infrastructureSettings,
  processSettings,
  type InfrastructureSettings,
} from './infrastructure-settings.ts';
export { createInfrastructure, type OwnedInfrastructure } from './create-infrastructure.ts';
export { withAnchoredAudit } from './audit/audit-anchor.ts';
export {
  proveEntry,
  sealAuditLog,
  verifyAuditLog,
  type AuditSeal,
  type SealedProof,
  type WholeVerdict,
} from './audit/audit-seals.ts';
export { createStorePolicy } from './create-store-policy.ts';
export { createObjects } from './create-objects.ts';
export { startService, type RunningService, type StartOptions } from './start-service.ts';
export type { HttpAddress } from './open-application.ts';
export { runService } from './run-service.ts';
export { runUntilSignal, type Stoppable } from './run-until-signal.ts';
export { EXIT_CONFIG, reportConfigError } from './report-config-error.ts';
export { IntervalWorker, type IntervalWorkerOptions } from './interval-worker.ts';
export { forgetDeleted } from './forget-deleted.ts';
export { collectionLifetimes, internalCollections, objectLifetimes } from './lifetimes/lifetimes.ts';
export type { OnExpiry } from './lifetimes/on-expiry.ts';
export { runInTurns } from './run-in-turns.ts';
