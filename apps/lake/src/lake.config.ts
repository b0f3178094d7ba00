import { bytes, defineSettings, durationMs, integer } from '@convoscope/config';

export const lakeSettings = defineSettings({
  flushIntervalMs: {
    env: 'LAKE_FLUSH_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 5_000,
    doc: 'Least time between two writes of a partition; smaller batches wait, uncommitted.',
  },
  flushRows: {
    env: 'LAKE_FLUSH_ROWS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 2_000,
    doc: 'A batch of this many events is written at once.',
  },
  flushBytes: {
    env: 'LAKE_FLUSH_BYTES',
    type: bytes(),
    unit: 'bytes',
    default: 16 * 1024 * 1024,
    doc: 'A batch of about this much text is written at once.',
  },
  compactionIntervalMs: {
    env: 'LAKE_COMPACTION_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 10 * 60_000,
    doc: 'How often small files are merged, erased conversations removed and leftovers swept.',
  },
  targetFileBytes: {
    env: 'LAKE_TARGET_FILE_BYTES',
    type: bytes(),
    unit: 'bytes',
    default: 128 * 1024 * 1024,
    doc: 'Files are merged up to about this size.',
  },
  minFilesToMerge: {
    env: 'LAKE_MIN_FILES_TO_COMPACT',
    type: integer({ min: 2, max: 10_000 }),
    default: 8,
    doc: 'So many small files of like size are merged at once; two are enough where nothing came for LAKE_GRACE_MS.',
  },
  dayFileBytes: {
    env: 'LAKE_DAY_FILE_BYTES',
    type: bytes(),
    unit: 'bytes',
    default: 1024 * 1024,
    doc: 'A day with about this much gets a file of its own when landing files are merged; smaller days stay together in one.',
  },
  graceMs: {
    env: 'LAKE_GRACE_MS',
    type: durationMs(),
    unit: 'ms',
    default: 60 * 60_000,
    doc: 'How long replaced files stay, for readers that opened them before and for time travel; must be longer than the longest query, and than clocks may differ.',
  },
  checkpointInterval: {
    env: 'LAKE_CHECKPOINT_INTERVAL',
    type: integer({ min: 1, max: 10_000 }),
    default: 50,
    doc: 'A checkpoint of a table is written every so many commits: what a reader has to go through at the most.',
  },
  logRetentionMs: {
    env: 'LAKE_LOG_RETENTION_MS',
    type: durationMs(),
    unit: 'ms',
    default: 7 * 24 * 60 * 60_000,
    doc: 'How long commits stay that a checkpoint covers.',
  },
});
