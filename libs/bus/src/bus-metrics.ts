import type { Telemetry } from '@convoscope/telemetry';

/** Every number the bus reports, declared once. Labels are topics (logical names), groups (service names) and fixed words. */
export function createBusMetrics(telemetry: Telemetry) {
  return {
    published: telemetry.counter({
      name: 'bus_events_published_total',
      help: 'Events acknowledged by the log.',
      labels: ['topic'],
    }),
    consumed: telemetry.counter({
      name: 'bus_events_consumed_total',
      help: 'Records settled: processed, dropped, dead-lettered or redirected.',
      labels: ['group', 'topic'],
    }),
    retries: telemetry.counter({
      name: 'bus_batch_retries_total',
      help: 'Batches given back after a transient failure, to be tried again in place.',
      labels: ['group', 'topic'],
    }),
    deadLettered: telemetry.counter({
      name: 'bus_events_dead_lettered_total',
      help: 'Records sent to a dead-letter topic.',
      labels: ['group', 'topic', 'reason'],
    }),
    held: telemetry.counter({
      name: 'bus_events_held_total',
      help: 'Events put into a dead-letter topic to wait behind an earlier one of their key.',
      labels: ['group', 'topic'],
    }),
    parkedKeys: telemetry.gauge({
      name: 'bus_keys_parked',
      help: 'Keys whose events wait in the dead-letter topic, as far as this member knows.',
      labels: ['group', 'topic'],
    }),
    dropped: telemetry.counter({
      name: 'bus_events_dropped_total',
      help: 'Events left out on purpose.',
      labels: ['group', 'topic', 'reason'],
    }),
    redirected: telemetry.counter({
      name: 'bus_events_redirected_total',
      help: 'Events sent on, unchanged, to another topic.',
      labels: ['group', 'topic', 'reason'],
    }),
    batchSize: telemetry.histogram({
      name: 'bus_batch_size_events',
      help: 'Events handed to a handler at once.',
      labels: ['group', 'topic'],
      buckets: [1, 5, 10, 50, 100, 250, 500, 1_000, 5_000],
    }),
    processingSeconds: telemetry.histogram({
      name: 'bus_batch_processing_seconds',
      help: 'Time a handler took for a batch, successful or not.',
      labels: ['group', 'topic'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
    }),
    publishSeconds: telemetry.histogram({
      name: 'bus_publish_seconds',
      help: 'Time until a publish was acknowledged.',
      labels: ['topic'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30],
    }),
    lag: telemetry.gauge({
      name: 'bus_consumer_lag_events',
      help: 'Records appended and not yet committed by the group.',
      labels: ['group', 'topic', 'partition'],
    }),
    secondsSinceProgress: telemetry.gauge({
      name: 'bus_consumer_progress_age_seconds',
      help: 'Time since the commit last moved; 0 while there is no lag.',
      labels: ['group', 'topic', 'partition'],
    }),
    timeLag: telemetry.gauge({
      name: 'bus_consumer_time_lag_seconds',
      help: 'Age of the oldest event that the group has not processed; 0 while there is no lag.',
      labels: ['group', 'topic'],
    }),
    retentionUsed: telemetry.gauge({
      name: 'bus_consumer_retention_used_ratio',
      help: 'Time lag as a share of how long the topic keeps events; at 1 events are deleted unprocessed.',
      labels: ['group', 'topic'],
    }),
    expired: telemetry.gauge({
      name: 'bus_consumer_expired_events',
      help: 'Records that the log deleted before the group had processed them.',
      labels: ['group', 'topic', 'partition'],
    }),
    paused: telemetry.gauge({
      name: 'bus_partitions_waiting',
      help: 'Partitions that wait to retry after a transient failure.',
      labels: ['group', 'topic'],
    }),
  };
}

export type BusMetrics = ReturnType<typeof createBusMetrics>;
