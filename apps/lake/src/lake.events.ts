import type { Telemetry } from '@convoscope/telemetry';
import type { LakeFile } from './manifest/manifest.ts';

/** Every business event of this service, each counted and logged in one place. */
export interface LakeEvents {
  filesWritten(dataset: string, files: readonly LakeFile[], nRepeated: number): void;
  filesCompacted(dataset: string, nInputs: number, bytes: number): void;
  conversationsErased(dataset: string, nRows: number): void;
  filesRemoved(reason: 'retired' | 'orphan', count: number): void;
}

export function createLakeEvents(telemetry: Telemetry): LakeEvents {
  const perDataset = (name: string, help: string) => telemetry.counter({ name, help, labels: ['dataset'] });
  const rows = perDataset('lake_rows_total', 'Rows written to the lake, by dataset');
  const repeated = perDataset(
    'lake_repeated_events_total',
    'Events that came again and were left out, by dataset',
  );
  const files = perDataset('lake_files_total', 'Files written to the lake, by dataset');
  const bytes = perDataset('lake_bytes_total', 'Bytes written to the lake, by dataset');
  const compacted = perDataset('lake_compacted_files_total', 'Files merged into larger ones, by dataset');
  const erased = perDataset('lake_erased_rows_total', 'Rows of erased conversations removed, by dataset');
  const removed = telemetry.counter({
    name: 'lake_removed_files_total',
    help: 'Files deleted, by reason',
    labels: ['reason'],
  });
  const { logger } = telemetry;
  return {
    filesWritten(dataset, written, nRepeated) {
      const nRows = written.reduce((sum, file) => sum + file.rows, 0);
      rows.inc({ dataset }, nRows);
      files.inc({ dataset }, written.length);
      bytes.inc(
        { dataset },
        written.reduce((sum, file) => sum + file.bytes, 0),
      );
      repeated.inc({ dataset }, nRepeated);
      logger.debug({ dataset, nRows, nFiles: written.length, nRepeated }, 'files written');
    },
    filesCompacted(dataset, nInputs, nBytes) {
      compacted.inc({ dataset }, nInputs);
      logger.info({ dataset, nInputs, nBytes }, 'files compacted');
    },
    conversationsErased(dataset, nRows) {
      erased.inc({ dataset }, nRows);
      logger.info({ dataset, nRows }, 'rows of erased conversations removed');
    },
    filesRemoved(reason, count) {
      removed.inc({ reason }, count);
    },
  };
}
