/** What a metric counts or measures. */
export type Unit =
  | 'bytes'
  | 'calls'
  | 'connections'
  | 'conversations'
  | 'deliveries'
  | 'events'
  | 'files'
  | 'generations'
  | 'keys'
  | 'occurrences'
  | 'partitions'
  | 'reports'
  | 'rows'
  | 'score in [0,1]'
  | 'seconds'
  | 'share in [0,1]'
  | 'state'
  | 'topics'
  | 'unix seconds'
  | 'users';

/** A metric that a service shows: what it is in and why somebody looks at it. */
export interface Signal {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly unit: Unit;
  readonly labels: readonly string[];
  /** What it tells whoever looks at it, or what they do then. */
  readonly why: string;
}

const signal = <const L extends readonly string[]>(
  kind: Signal['kind'],
  unit: Unit,
  labels: L,
  why: string,
): Signal => ({ kind, unit, labels, why });

const GROUP = ['group', 'topic'] as const;
const PARTITION = ['group', 'topic', 'partition'] as const;

/**
 * Every metric of ours, by its name without the prefix `convoscope_`. A name that is not here does not compile: the catalogue
 * (docs/generated/metrics.md), the dashboards and the alerts are made from it. Labels take few values; ids of conversations, users and
 * tenants belong into logs.
 */
export const signals = {
  // The bus: what goes in, what comes out, what waits.
  bus_events_published_total: signal(
    'counter',
    'events',
    ['topic'],
    'What a stage hands on; with what the next one consumed it tells whether in = out.',
  ),
  bus_events_consumed_total: signal(
    'counter',
    'events',
    GROUP,
    'What a stage has settled; a rate of 0 with lag is a stage that stands still.',
  ),
  bus_batch_retries_total: signal(
    'counter',
    'occurrences',
    GROUP,
    'A dependency fails and work is repeated; look at the breakers.',
  ),
  bus_events_dead_lettered_total: signal(
    'counter',
    'events',
    ['group', 'topic', 'reason'],
    'Events that need a person: convoscope dlq list.',
  ),
  bus_events_held_total: signal(
    'counter',
    'events',
    GROUP,
    'Events that wait behind a dead letter of their conversation.',
  ),
  bus_keys_parked: signal(
    'gauge',
    'keys',
    GROUP,
    'Conversations that stand still until their dead letter is released.',
  ),
  bus_events_dropped_total: signal(
    'counter',
    'events',
    ['group', 'topic', 'reason'],
    'Left out on purpose; a new reason or a jump says that a rule bites.',
  ),
  bus_events_redirected_total: signal(
    'counter',
    'events',
    ['group', 'topic', 'reason'],
    'Sent to another topic unchanged.',
  ),
  bus_events_expired_total: signal(
    'counter',
    'events',
    GROUP,
    'Deleted by retention before a consumer had them: lost to it.',
  ),
  bus_batch_size_events: signal(
    'histogram',
    'events',
    GROUP,
    'Small batches at high load say that the consumer waits for the network.',
  ),
  bus_batch_processing_seconds: signal(
    'histogram',
    'seconds',
    GROUP,
    'How long a stage works on a batch; near the session timeout it risks a rebalance.',
  ),
  bus_publish_seconds: signal('histogram', 'seconds', ['topic'], 'How long Kafka takes to acknowledge.'),
  bus_consumer_lag_events: signal(
    'gauge',
    'events',
    PARTITION,
    'Work that waits; what autoscaling looks at.',
  ),
  bus_consumer_progress_age_seconds: signal(
    'gauge',
    'seconds',
    PARTITION,
    'A partition with work that does not move is stuck.',
  ),
  bus_consumer_time_lag_seconds: signal(
    'gauge',
    'seconds',
    GROUP,
    'How old the oldest unprocessed event is: freshness as a user feels it.',
  ),
  bus_consumer_retention_used_ratio: signal(
    'gauge',
    'share in [0,1]',
    GROUP,
    'At 1 events are deleted before they were processed.',
  ),
  bus_consumer_expired_events: signal(
    'gauge',
    'events',
    PARTITION,
    'Records that the log deleted before the group had processed them.',
  ),
  bus_journal_damages: signal(
    'gauge',
    'occurrences',
    [],
    'Above 0 records of the embedded journal are gone: convoscope doctor --repair.',
  ),
  bus_partitions_waiting: signal(
    'gauge',
    'partitions',
    GROUP,
    'Partitions that wait to retry; above 0 for long, a dependency is down.',
  ),

  // Calls to the outside.
  policy_calls_total: signal(
    'counter',
    'calls',
    ['policy', 'result'],
    'Calls to outside systems by how they ended.',
  ),
  policy_retries_total: signal('counter', 'occurrences', ['policy'], 'Rises before a breaker opens.'),
  policy_attempt_seconds: signal('histogram', 'seconds', ['policy'], 'How slow an outside system is.'),
  policy_breaker_state: signal(
    'gauge',
    'state',
    ['policy'],
    '0 closed, 1 half-open, 2 open: open means that the system is not even asked.',
  ),
  policy_queued_calls: signal(
    'gauge',
    'calls',
    ['policy'],
    'Calls that wait for a free place: the system is slower than it is asked.',
  ),
  health_check_failing: signal(
    'gauge',
    'state',
    ['kind', 'check'],
    '1 where a check fails: what the service needs does not answer (ready), or it has to be started again (live).',
  ),
  mongodb_pool_connections: signal(
    'gauge',
    'connections',
    ['state'],
    'Whether the pool is used up: as many lent as MONGODB_POOL_SIZE allows.',
  ),
  mongodb_pool_waiting: signal(
    'gauge',
    'calls',
    [],
    'Callers that wait for a connection: the pool is too small, or MongoDB too slow.',
  ),
  mongodb_pool_checkout_seconds: signal(
    'histogram',
    'seconds',
    [],
    'What waiting for a connection adds to each operation.',
  ),
  mongodb_pool_failures_total: signal(
    'counter',
    'calls',
    ['reason'],
    'Callers that were given no connection, and why.',
  ),
  mongodb_slow_commands_total: signal(
    'counter',
    'calls',
    ['collection', 'command'],
    'Where an index is missing, or data have outgrown one; the log has the shape and the plan.',
  ),
  store_operation_duration_seconds: signal(
    'histogram',
    'seconds',
    ['collection', 'operation', 'outcome'],
    'How slow MongoDB is, by what is done.',
  ),
  lifetimes_removed_total: signal(
    'counter',
    'occurrences',
    ['of'],
    'That what is over goes: nothing grows without end.',
  ),
  retention_removed_total: signal(
    'counter',
    'occurrences',
    ['place'],
    'What policies of retention remove: a sudden rise is a policy that was changed.',
  ),
  worker_failures_total: signal(
    'counter',
    'occurrences',
    ['worker'],
    'Periodic work that fails and is tried again; see the log of the service.',
  ),

  // Ingestion.
  ingestion_rows_total: signal(
    'counter',
    'rows',
    ['source', 'outcome'],
    'What is read and what becomes of it.',
  ),
  ingestion_rule_changes_total: signal(
    'counter',
    'occurrences',
    ['source', 'rule'],
    'Which cleaning rules change data; a jump says that the source changed.',
  ),
  ingestion_rejected_rows_total: signal(
    'counter',
    'rows',
    ['source', 'reason'],
    'Rows that could not become a conversation: the page of processing errors has them.',
  ),
  ingestion_polls_total: signal(
    'counter',
    'occurrences',
    ['source', 'status'],
    'Whether the source can be read.',
  ),
  ingestion_read_bytes_total: signal('counter', 'bytes', ['source'], 'How much is read from the source.'),
  ingestion_last_success_timestamp_seconds: signal(
    'gauge',
    'unix seconds',
    ['source'],
    'How long ago the source was last read to its end.',
  ),
  ingestion_comparisons_total: signal(
    'counter',
    'occurrences',
    ['source', 'status'],
    'Whether deletes and missed rows are looked for, and whether that works.',
  ),
  ingestion_last_comparison_timestamp_seconds: signal(
    'gauge',
    'unix seconds',
    ['source'],
    'Since when deletes at the source may be unseen.',
  ),
  ingestion_rows_per_second: signal('gauge', 'rows', ['source'], 'How fast the current or last poll reads.'),

  canary_stage_seconds: signal(
    'gauge',
    'seconds',
    ['stage'],
    'What a conversation that is read now takes to each stage: freshness as a user feels it.',
  ),
  canary_rounds_total: signal(
    'counter',
    'occurrences',
    ['outcome'],
    'Whether a conversation comes through, and where it does not.',
  ),
  canary_last_success_timestamp_seconds: signal(
    'gauge',
    'unix seconds',
    [],
    'Since when nothing comes through, whatever the components say of themselves.',
  ),

  // The stages.
  translation_conversations_total: signal(
    'counter',
    'conversations',
    ['language', 'status'],
    'Languages, and how many are left untranslated.',
  ),
  translation_failures_total: signal('counter', 'calls', ['code'], 'Why the translator fails.'),
  translation_passed_over_total: signal(
    'counter',
    'calls',
    ['translator', 'reason'],
    'How often the second engine has to stand in, for which engine and why.',
  ),
  translation_made_up_total: signal(
    'counter',
    'conversations',
    [],
    'Translations that were made up for after the translator came back.',
  ),
  categorisation_conversations_total: signal(
    'counter',
    'conversations',
    ['topic', 'sentiment'],
    'What people talk about and how they feel.',
  ),
  categorisation_topic_confidence: signal(
    'histogram',
    'score in [0,1]',
    [],
    'A drift to the left says that the taxonomy no longer fits.',
  ),
  categorisation_models_judged_total: signal(
    'counter',
    'occurrences',
    ['outcome'],
    'Whether what people correct makes the model better, or not yet.',
  ),
  categorisation_model_generation: signal(
    'gauge',
    'generations',
    [],
    'Replicas that differ for more than a minute categorise differently.',
  ),
  categorisation_model_examples: signal(
    'gauge',
    'conversations',
    [],
    'How much of what people said the model in use has learned from.',
  ),
  categorisation_discovered_topics: signal(
    'gauge',
    'topics',
    [],
    'Many say that conversations are about much that the taxonomy does not know.',
  ),
  categorisation_replayed_total: signal(
    'counter',
    'conversations',
    [],
    'History that was categorised again; its rate is the pace of a replay.',
  ),
  categorisation_replay_remaining: signal(
    'gauge',
    'conversations',
    [],
    'What a replay has still to look at: with its pace, when history and present agree.',
  ),
  anomaly_conversation_score: signal(
    'histogram',
    'score in [0,1]',
    [],
    'The spread of scores; a shift says that conversations changed, or the detector.',
  ),
  anomaly_detected_total: signal(
    'counter',
    'occurrences',
    ['kind', 'metric', 'severity'],
    'What was found; a flood says that the detector or the world changed.',
  ),
  lake_rows_total: signal('counter', 'rows', ['dataset'], 'What reaches the lake.'),
  lake_repeated_events_total: signal(
    'counter',
    'events',
    ['dataset'],
    'Events that came again and were left out: deliveries repeat after a crash.',
  ),
  lake_files_total: signal('counter', 'files', ['dataset'], 'Many small files make queries slow.'),
  lake_bytes_total: signal('counter', 'bytes', ['dataset'], 'What storage will cost.'),
  lake_compacted_files_total: signal('counter', 'files', ['dataset'], 'Whether small files are merged.'),
  lake_erased_rows_total: signal('counter', 'rows', ['dataset'], 'That erasure reaches the lake.'),
  lake_removed_files_total: signal('counter', 'files', ['reason'], 'That replaced and orphaned files go.'),
  reporting_sections_total: signal(
    'counter',
    'rows',
    ['section', 'result'],
    'Rows of analytics that are written, or older than what stands there.',
  ),
  reporting_measures_total: signal(
    'counter',
    'occurrences',
    [],
    'Hours, days and months whose measures were computed anew: the cost of what changed.',
  ),
  reporting_ledger_days_total: signal(
    'counter',
    'occurrences',
    ['result'],
    'A changed day that differs stays marked and is compared again: one that never becomes equal has lost something.',
  ),
  reporting_jobs_total: signal(
    'counter',
    'reports',
    ['kind', 'result'],
    'Reports that were asked for or are due by a schedule. Failed ones were not sent: somebody waits for them.',
  ),
  reporting_users_total: signal('counter', 'users', [], 'Users whose analytics were computed anew.'),
  reporting_reports_total: signal(
    'counter',
    'reports',
    ['period', 'result'],
    'Whether reports are built on time.',
  ),
  notifications_accepted_total: signal(
    'counter',
    'events',
    ['endpoint'],
    'Events that somebody wants to be told of.',
  ),
  notifications_deliveries_total: signal(
    'counter',
    'deliveries',
    ['endpoint', 'outcome'],
    'What became of deliveries by webhook.',
  ),
  notifications_delivery_seconds: signal(
    'histogram',
    'seconds',
    ['endpoint'],
    'How late receivers are told; the objective is an hour.',
  ),
  notifications_waiting: signal('gauge', 'deliveries', ['endpoint', 'status'], 'The backlog of an endpoint.'),
  notifications_oldest_pending_seconds: signal(
    'gauge',
    'seconds',
    ['endpoint'],
    'Age of the oldest event that a receiver does not have.',
  ),

  // The API, the process, and whether everything adds up.
  build_info: signal('gauge', 'state', ['version', 'commit'], 'Which build runs; always 1.'),
  http_request_duration_seconds: signal(
    'histogram',
    'seconds',
    ['operation', 'status'],
    'Rate, errors and duration of the API.',
  ),
  gateway_streams: signal('gauge', 'occurrences', [], 'Live streams that are open; each holds a connection.'),
  requests_over_limit_total: signal(
    'counter',
    'occurrences',
    ['limit'],
    'Refused because a limit was reached: a caller that runs wild, or a limit that is too low.',
  ),
  limit_failures_total: signal(
    'counter',
    'occurrences',
    [],
    'Let in uncounted because MongoDB did not tell the shared count; above 0 limits hold less.',
  ),
  audit_write_failures_total: signal(
    'counter',
    'occurrences',
    [],
    'Writes of the audit log that failed: what was to be written down was refused meanwhile.',
  ),
  reconcile_missing: signal(
    'gauge',
    'conversations',
    ['stage'],
    'Conversations that a stage lacks: data is lost or late.',
  ),
  reconcile_extra: signal(
    'gauge',
    'conversations',
    ['stage'],
    'Conversations that a stage has twice or without the source having them.',
  ),
  reconcile_not_compared: signal(
    'gauge',
    'conversations',
    ['stage'],
    'Older than a topic keeps, so not expected there.',
  ),
  reconcile_progress_ratio: signal(
    'gauge',
    'share in [0,1]',
    [],
    'A comparison of everything that stands still does not end.',
  ),
  reconcile_age_seconds: signal('gauge', 'seconds', [], 'A comparison that is old proves nothing.'),
} as const satisfies Readonly<Record<string, Signal>>;

/** Name of a metric of ours, without the prefix. */
export type MetricName = keyof typeof signals;
