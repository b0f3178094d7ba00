import type { MetricName, Telemetry } from '@convoscope/telemetry';

/** Every business event of this service, each counted and logged in one place. */
export interface LakeEvents {
  /** `nBytes` 0: nothing was left to write. */
  batchWritten(dataset: string, nRows: number, nBytes: number, nRepeated: number): void;
  filesMerged(dataset: string, nInputs: number, nBytes: number): void;
  conversationsErased(dataset: string, nRows: number): void;
  filesRemoved(reason: 'replaced' | 'orphan' | 'migrated', count: number): void;
  /** Readers go through more commits until the next one. */
  checkpointFailed(error: unknown): void;
}

export function createLakeEvents(telemetry: Telemetry): LakeEvents {
  const perDataset = (name: MetricName, help: string) =>
    telemetry.counter({ name, help, labels: ['dataset'] });
  const rows = perDataset('lake_rows_total', 'Rows written to the lake, by dataset');
  const repeated = perDataset(
    'lake_repeated_events_total',
    'Events that came again and were left out, by dataset',
  );
  const files = perDataset('lake_files_total', 'Files written to the lake, by dataset');
  const bytes = perDataset('lake_bytes_total', 'Bytes written to the lake, by dataset');
  const merged = perDataset('lake_compacted_files_total', 'Files merged into larger ones, by dataset');
  const erased = perDataset('lake_erased_rows_total', 'Rows of erased conversations removed, by dataset');
  const removed = telemetry.counter({
    name: 'lake_removed_files_total',
    help: 'Files deleted, by reason',
    labels: ['reason'],
  });
  const { logger } = telemetry;
  return {
    batchWritten(dataset, nRows, nBytes, nRepeated) {
      rows.inc({ dataset }, nRows);
      files.inc({ dataset }, nBytes > 0 ? 1 : 0);
      bytes.inc({ dataset }, nBytes);
      repeated.inc({ dataset }, nRepeated);
      logger.debug({ dataset, nRows, nBytes, nRepeated }, 'batch written');
    },
    filesMerged(dataset, nInputs, nBytes) {
      merged.inc({ dataset }, nInputs);
      logger.info({ dataset, nInputs, nBytes }, 'files merged');
    },
    conversationsErased(dataset, nRows) {
      erased.inc({ dataset }, nRows);
      logger.info({ dataset, nRows }, 'rows of erased conversations removed');
    },
    filesRemoved(reason, count) {
      removed.inc({ reason }, count);
    },
    checkpointFailed(error) {
      logger.warn({ err: error }, 'checkpoint of the lake could not be written');
    },
  };
}
