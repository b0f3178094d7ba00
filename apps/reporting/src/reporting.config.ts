import { defineSettings, durationMs } from '@convoscope/config';

export const reportingSettings = defineSettings({
  gatherMs: {
    env: 'REPORTING_GATHER_MS',
    type: durationMs({ max: 20_000 }),
    unit: 'ms',
    default: 0,
    doc: 'How long what is said of a conversation waits for the rest, so that its row is written once. 0 on Kafka, whose client fetches no further meanwhile.',
  },
  measuresIntervalMs: {
    env: 'REPORTING_MEASURES_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 2_000,
    doc: 'How often measures and users of changed conversations are computed anew.',
  },
  ledgerIntervalMs: {
    env: 'REPORTING_LEDGER_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 30_000,
    doc: 'How often the stored stages of days in which something changed are compared.',
  },
  jobsIntervalMs: {
    env: 'REPORTING_JOBS_INTERVAL_MS',
    type: durationMs({ min: 20 }),
    unit: 'ms',
    default: 5_000,
    doc: 'How often it is looked for scheduled reports that have become due and for reports that wait.',
  },
  scheduleIntervalMs: {
    env: 'REPORTING_SCHEDULE_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 15 * 60_000,
    doc: 'How often the open and the last closed day, week and month are reported anew.',
  },
});
