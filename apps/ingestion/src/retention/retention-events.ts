import type { RetentionRunDocument } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';

/** What of interest happens in retention: each counts and, where a person may want to read it, logs. */
export interface RetentionEvents {
  removed(place: string, n: number): void;
  runEnded(
    run: Pick<RetentionRunDocument, 'tenant' | 'runId' | 'kind' | 'status' | 'problem'>,
    n: number,
  ): void;
}

export function createRetentionEvents({
  counter,
  logger,
}: Pick<Telemetry, 'counter' | 'logger'>): RetentionEvents {
  const removed = counter({
    name: 'retention_removed_total',
    help: 'What policies of retention removed, by place',
    labels: ['place'],
  });
  return {
    removed(place, n) {
      removed.inc({ place }, n);
    },
    runEnded({ tenant, runId, kind, status, problem }, nConversations) {
      logger.info({ tenant, runId, kind, status, problem, nConversations }, 'retention ended');
    },
  };
}
