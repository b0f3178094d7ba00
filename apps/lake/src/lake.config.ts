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
  minFilesToCompact: {
    env: 'LAKE_MIN_FILES_TO_COMPACT',
    type: integer({ min: 2, max: 10_000 }),
    default: 8,
    doc: 'A day is merged when it has at least this many small files in a partition.',
  },
  graceMs: {
    env: 'LAKE_GRACE_MS',
    type: durationMs(),
    unit: 'ms',
    default: 60 * 60_000,
    doc: 'How long replaced files stay for readers that opened them before; must be longer than the longest query, and than clocks may differ.',
  },
});
