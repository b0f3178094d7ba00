import { defineSettings, durationMs, integer, number } from '@convoscope/config';

export const anomalySettings = defineSettings({
  warmUpConversations: {
    env: 'ANOMALY_WARM_UP_CONVERSATIONS',
    type: integer({ min: 10, max: 100_000 }),
    default: 100,
    doc: 'Conversations to compare with before any is called unusual.',
  },
  contamination: {
    env: 'ANOMALY_CONTAMINATION',
    type: number({ min: 0.0001, max: 0.5 }),
    default: 0.01,
    doc: 'Share of conversations expected to be unusual; sets the threshold of the score.',
  },
  metricsIntervalMs: {
    env: 'ANOMALY_METRICS_INTERVAL_MS',
    type: durationMs(),
    unit: 'ms',
    default: 60_000,
    doc: 'How often what has changed is looked at: hours for incidents, days to settle.',
  },
  quietMs: {
    env: 'ANOMALY_QUIET_MS',
    type: durationMs(),
    unit: 'ms',
    default: 120_000,
    doc: 'Days that are past are judged when nothing in them has changed for so long: a load that goes on is no incident.',
  },
  falseAlarmsPerMonth: {
    env: 'ANOMALY_FALSE_ALARMS_PER_MONTH',
    type: number({ min: 0.001, max: 30 }),
    default: 0.6,
    doc: 'Incidents to be expected in a month in which nothing happens, over all metrics and slices together.',
  },
});
