import { defineSettings, durationMs } from '@convoscope/config';

export const reportingSettings = defineSettings({
  measuresIntervalMs: {
    env: 'REPORTING_MEASURES_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 2_000,
    doc: 'How often measures and users of changed conversations are computed anew.',
  },
  scheduleIntervalMs: {
    env: 'REPORTING_SCHEDULE_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 15 * 60_000,
    doc: 'How often the open and the last closed day, week and month are reported anew.',
  },
});
