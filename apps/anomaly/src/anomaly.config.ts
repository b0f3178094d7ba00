import { defineSettings, durationMs, integer, number } from '@convoscope/config';

export const anomalySettings = defineSettings({
  warmUpConversations: {
    env: 'ANOMALY_WARM_UP_CONVERSATIONS',
    type: integer({ min: 10, max: 100_000 }),
    default: 100,
    doc: 'Conversations to learn from before any is called anomalous.',
  },
  contamination: {
    env: 'ANOMALY_CONTAMINATION',
    type: number({ min: 0.0001, max: 0.5 }),
    default: 0.01,
    doc: 'Share of conversations expected to be unusual; sets the threshold of the score.',
  },
  snapshotIntervalMs: {
    env: 'ANOMALY_SNAPSHOT_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 30_000,
    doc: 'How often the state of the detector is saved, so that a restart goes on where it was.',
  },
  metricsIntervalMs: {
    env: 'ANOMALY_METRICS_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 60_000,
    doc: 'How often daily metrics are looked at again after new conversations have come in.',
  },
  metricThreshold: {
    env: 'ANOMALY_METRIC_THRESHOLD',
    type: number({ min: 1, max: 100 }),
    default: 4,
    doc: 'Deviation from the expectation, in units of its usual spread, from which a day is called unusual.',
  },
});
