import { defineSettings, durationMs } from '@convoscope/config';

const DAY_MS = 86_400_000;

/** How long what is over is kept. What is kept for as long as an event may come again has no setting of its own: it follows KAFKA_TOPIC_RETENTION. */
export const lifetimeSettings = defineSettings({
  reportsMs: {
    env: 'KEEP_REPORTS',
    type: durationMs({ min: DAY_MS }),
    unit: 'ms',
    default: 1_095 * DAY_MS,
    doc: 'How long a report and its files stay after they were last written.',
  },
  withdrawnMs: {
    env: 'KEEP_WITHDRAWN',
    type: durationMs({ min: DAY_MS }),
    unit: 'ms',
    default: 90 * DAY_MS,
    doc: 'How long findings and incidents stay that are withdrawn, and users without conversations.',
  },
  errorGroupsMs: {
    env: 'KEEP_ERRORS',
    type: durationMs({ min: DAY_MS }),
    unit: 'ms',
    default: 90 * DAY_MS,
    doc: 'How long a fault that was logged stays known after its last time.',
  },
  jobsMs: {
    env: 'KEEP_DETECTOR_JOBS',
    type: durationMs({ min: DAY_MS }),
    unit: 'ms',
    default: 30 * DAY_MS,
    doc: 'How long trainings and scorings of files, and their results, stay after they have ended.',
  },
  resolvedMs: {
    env: 'KEEP_RESOLVED_ERRORS',
    type: durationMs({ min: DAY_MS }),
    unit: 'ms',
    default: 30 * DAY_MS,
    doc: 'How long processing errors stay that are resolved.',
  },
});
