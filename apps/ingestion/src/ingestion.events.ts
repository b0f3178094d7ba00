import type { Telemetry } from '@convoscope/telemetry';
import type { RunRecord } from './sync/source-state.ts';

/** Everything of interest that happens in ingestion: each counts and, where a person may want to read it, logs. */
export type IngestionEvents = ReturnType<typeof createIngestionEvents>;

export function createIngestionEvents(telemetry: Telemetry, source: string) {
  const { logger } = telemetry;
  const rows = telemetry.counter({
    name: 'ingestion_rows_total',
    help: 'Rows read from the source by what became of them',
    labels: ['source', 'outcome'],
  });
  const rules = telemetry.counter({
    name: 'ingestion_rule_changes_total',
    help: 'Things a cleaning or validation rule changed or refused',
    labels: ['source', 'rule'],
  });
  const rejections = telemetry.counter({
    name: 'ingestion_rejected_rows_total',
    help: 'Rows that could not become a conversation, by reason',
    labels: ['source', 'reason'],
  });
  const polls = telemetry.counter({
    name: 'ingestion_polls_total',
    help: 'Polls of the source by how they ended',
    labels: ['source', 'status'],
  });
  const readBytes = telemetry.counter({
    name: 'ingestion_read_bytes_total',
    help: 'Bytes read from the source',
    labels: ['source'],
  });
  const lastSuccess = telemetry.gauge({
    name: 'ingestion_last_success_timestamp_seconds',
    help: 'When a poll last ended well, seconds since the epoch',
    labels: ['source'],
  });
  const rate = telemetry.gauge({
    name: 'ingestion_rows_per_second',
    help: 'Rows a second in the current or last poll',
    labels: ['source'],
  });
  const comparisons = telemetry.counter({
    name: 'ingestion_comparisons_total',
    help: 'Comparisons of all ids of the source with what is stored, by how they ended',
    labels: ['source', 'status'],
  });
  const lastComparison = telemetry.gauge({
    name: 'ingestion_last_comparison_timestamp_seconds',
    help: 'When all ids of the source were last compared with what is stored, seconds since the epoch: since then deletes may be unseen',
    labels: ['source'],
  });

  /** Rejections since the last poll ended, by reason. */
  const byReason = new Map<string, number>();
  return {
    pageProcessed(counts: {
      published: number;
      unchanged: number;
      rejected: number;
      sizeBytes: number;
    }): void {
      rows.inc({ source, outcome: 'published' }, counts.published);
      rows.inc({ source, outcome: 'unchanged' }, counts.unchanged);
      rows.inc({ source, outcome: 'rejected' }, counts.rejected);
      readBytes.inc({ source }, counts.sizeBytes);
    },
    conversationsDeleted(n: number): void {
      rows.inc({ source, outcome: 'deleted' }, n);
      logger.info({ source, n }, 'conversations are gone at the source');
    },
    ruleApplied(rule: string, changed: number): void {
      rules.inc({ source, rule }, changed);
    },
    /** Each is counted; of each reason the first one of a poll is logged, and at its end how many there were. */
    rowRejected(reason: string, rowId: string, message: string): void {
      rejections.inc({ source, reason });
      const n = (byReason.get(reason) ?? 0) + 1;
      byReason.set(reason, n);
      if (n === 1)
        logger.warn({ source, rowId, reason, problem: message }, 'row recorded as processing error');
    },
    massDeletionRefused(nGone: number, nStored: number): void {
      rejections.inc({ source, reason: 'mass-deletion' });
      logger.error(
        { source, nGone, nStored },
        'so many conversations are gone at the source that none is deleted; check filter, view and token, or raise INGESTION_MAX_DELETED_SHARE',
      );
    },
    reconciliationPostponed(facts: { swept: number; countBefore: number; countAfter: number }): void {
      logger.warn(
        { source, ...facts },
        'the source counts more rows than it lists; deletes are looked for next time',
      );
    },
    leaseTaken(token: number): void {
      logger.debug({ source, token }, 'lease taken');
    },
    leaseLost(): void {
      logger.warn({ source }, 'another poller took the source over');
    },
    pollEnded(run: RunRecord): void {
      polls.inc({ source, status: run.status });
      for (const [reason, n] of byReason)
        if (n > 1) logger.warn({ source, reason, n }, 'rows recorded as processing errors in this poll');
      byReason.clear();
      rate.set({ source }, run.rowsPerSecond);
      if (run.status === 'completed') lastSuccess.set({ source }, (run.endedAtMs ?? 0) / 1000);
      const { rowsSeen, published, deleted, rejected } = run;
      if (published + deleted + rejected > 0) {
        logger.info(
          { source, rowsSeen, published, deleted, rejected, rowsPerSecond: run.rowsPerSecond },
          'poll ended',
        );
      }
    },
    comparisonFailed(error: unknown): void {
      comparisons.inc({ source, status: 'failed' });
      logger.error({ source, err: error }, 'comparing ids with the source failed; it is begun again');
    },
    comparisonEnded(endedAtMs: number): void {
      comparisons.inc({ source, status: 'completed' });
      lastComparison.set({ source }, endedAtMs / 1000);
    },
    pollFailed(error: unknown): void {
      logger.error({ source, err: error }, 'poll failed; it goes on from its cursor next time');
    },
  };
}
