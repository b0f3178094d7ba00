import { defineSettings, durationMs } from '@convoscope/config';

export const reportingSettings = defineSettings({
  usersIntervalMs: {
    env: 'REPORTING_USERS_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 2_000,
    doc: 'How often the analytics of users with changed conversations are computed anew.',
  },
  scheduleIntervalMs: {
    env: 'REPORTING_SCHEDULE_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 15 * 60_000,
    doc: 'How often the open and the last closed day, week and month are reported anew.',
  },
});
