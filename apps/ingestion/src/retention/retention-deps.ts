import type { Bus } from '@convoscope/bus';
import type { ObjectStore } from '@convoscope/objects';
import type { RetentionPolicies } from '@convoscope/privacy';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { RetentionEvents } from './retention-events.ts';

/** What retention works with. */
export interface RetentionDeps {
  store: Pick<
    Store,
    | 'messages'
    | 'conversationTraces'
    | 'personTraces'
    | 'legalHolds'
    | 'retentionRuns'
    | 'reports'
    | 'snapshots'
    | 'auditLog'
  >;
  bus: Pick<Bus, 'publish'>;
  objects: Pick<ObjectStore, 'list' | 'delete'>;
  clock: Pick<Clock, 'now' | 'sleep'>;
  telemetry: Pick<Telemetry, 'traceparent'>;
  events: RetentionEvents;
  /** Null: no file of policies is named. */
  policies: RetentionPolicies | null;
  /** Most conversations a second that are removed: other work goes on beside it. */
  perSecond: number;
  /** How long what was done can be looked up. */
  keepRunsMs: number;
}
