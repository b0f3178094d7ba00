import { metric } from './metric.ts';
import { ask, level, most, now, orZero, quantileBy, quantiles, rate, type Panel } from './panel.ts';

export interface Dashboard {
  /** File name and, behind `convoscope-`, the uid. */
  readonly id: string;
  readonly title: string;
  readonly rows: Readonly<Record<string, readonly Panel[]>>;
}

const lag = metric('bus_consumer_lag_events');
const timeLag = metric('bus_consumer_time_lag_seconds');
const published = metric('bus_events_published_total');
const consumed = metric('bus_events_consumed_total');
const requests = metric('http_request_duration_seconds', 'count');

const objectives = ask(
  'What is left of each promise',
  'Share of the last hour in which a promise was not kept; the alerts burn down from it.',
  'percentunit',
  { expr: 'convoscope:slo_errors:ratio_1h', legend: '{{slo}}' },
);

const overview: Dashboard = {
  id: 'overview',
  title: 'Convoscope: overview',
  rows: {
    'Is it well?': [
      now('Services that answer', 'All of them should.', 'short', 'count(up{job=~".*convoscope.*"} == 1)'),
      now('Oldest unprocessed event', 'Freshness as a user feels it.', 's', `max(${timeLag})`),
      now('Events that wait', 'Work ahead.', 'short', `sum(${lag})`),
      now(
        'Dead letters in this range',
        'Each needs a person.',
        'short',
        `sum(increase(${metric('bus_events_dead_lettered_total')}[$__range])) or vector(0)`,
      ),
      now(
        'Conversations that differ',
        'The ledger: missing or extra, over all stages.',
        'short',
        `sum(${metric('reconcile_missing')}) + sum(${metric('reconcile_extra')})`,
      ),
      now(
        'Breakers that are open',
        'Systems that are not even asked.',
        'short',
        `count(${metric('policy_breaker_state')} == 2) or vector(0)`,
      ),
    ],
    'What it does': [
      rate('Events a second by topic', 'bus_events_published_total', ['topic']),
      level('Age of the oldest event by consumer', 'bus_consumer_time_lag_seconds', ['group']),
      objectives,
      quantiles('Time to answer a request', 'http_request_duration_seconds'),
      orZero(level('Canary: time to each stage', 'canary_stage_seconds', ['stage'])),
    ],
    'What it costs': [
      ask('CPU by service', 'Which service the machine works for.', 'percentunit', {
        expr: 'sum by (service) (rate(process_cpu_seconds_total[$__rate_interval]))',
        legend: '{{service}}',
      }),
      ask('Memory by service', 'Resident; near the limit a pod is killed.', 'bytes', {
        expr: 'sum by (service) (process_resident_memory_bytes)',
        legend: '{{service}}',
      }),
    ],
  },
};

const pipeline: Dashboard = {
  id: 'pipeline',
  title: 'Convoscope: flow through the pipeline',
  rows: {
    'In = out': [
      ask(
        'Published and consumed',
        'Both lines lie on each other when a stage keeps up.',
        'ops',
        { expr: `sum by (topic) (rate(${published}[$__rate_interval]))`, legend: '{{topic}} in' },
        {
          expr: `sum by (group, topic) (rate(${consumed}[$__rate_interval]))`,
          legend: '{{topic}} out to {{group}}',
        },
      ),
      level('Events that wait', 'bus_consumer_lag_events', ['group', 'topic'], 'sum'),
      level('Age of the oldest event', 'bus_consumer_time_lag_seconds', ['group', 'topic']),
      level('Time since a partition moved', 'bus_consumer_progress_age_seconds', ['group', 'topic']),
    ],
    'How it is worked on': [
      quantileBy('Time for a batch (95 %)', 'bus_batch_processing_seconds', ['group', 'topic']),
      ask(
        'Events in a batch',
        'Small batches at high load say that a consumer waits for the network.',
        'short',
        {
          expr: `sum by (group) (rate(${metric('bus_batch_size_events', 'sum')}[$__rate_interval])) / sum by (group) (rate(${metric('bus_batch_size_events', 'count')}[$__rate_interval]))`,
          legend: '{{group}}',
        },
      ),
      level('Keys that are parked', 'bus_keys_parked', ['group', 'topic'], 'sum'),
      orZero(level('Partitions that wait to retry', 'bus_partitions_waiting', ['group', 'topic'], 'sum')),
    ],
    'From the source': [
      rate('Rows by what became of them', 'ingestion_rows_total', ['source', 'outcome']),
      rate('Polls', 'ingestion_polls_total', ['source', 'status']),
      level('Last success', 'ingestion_last_success_timestamp_seconds', ['source']),
      rate('Read from the source', 'ingestion_read_bytes_total', ['source']),
    ],
    'To the lake': [
      rate('Rows', 'lake_rows_total', ['dataset']),
      rate('Bytes', 'lake_bytes_total', ['dataset']),
      rate('Files', 'lake_files_total', ['dataset']),
      level('Conversations that a stage lacks', 'reconcile_missing', ['stage']),
    ],
  },
};

const service: Dashboard = {
  id: 'service',
  title: 'Convoscope: one service',
  rows: {
    'Rate, errors, duration': [
      rate('Events consumed', 'bus_events_consumed_total', ['topic'], '{service=~"$service"}'),
      orZero(rate('Batches tried again', 'bus_batch_retries_total', ['topic'], '{service=~"$service"}')),
      quantiles('Time for a batch', 'bus_batch_processing_seconds', '{service=~"$service"}'),
      quantiles(
        'Time of an operation on MongoDB',
        'store_operation_duration_seconds',
        '{service=~"$service"}',
      ),
    ],
    'What it uses': [
      ask('CPU', 'Of one core.', 'percentunit', {
        expr: 'rate(process_cpu_seconds_total{service=~"$service"}[$__rate_interval])',
        legend: '{{service}} {{instance}}',
      }),
      ask(
        'Memory',
        'Resident, and of it V8 heap.',
        'bytes',
        { expr: 'process_resident_memory_bytes{service=~"$service"}', legend: '{{service}} resident' },
        { expr: 'nodejs_heap_size_used_bytes{service=~"$service"}', legend: '{{service}} heap' },
      ),
      ask('Event-loop lag (99 %)', 'A blocked loop answers nothing, not even a probe.', 's', {
        expr: 'nodejs_eventloop_lag_p99_seconds{service=~"$service"}',
        legend: '{{service}} {{instance}}',
      }),
      ask('Garbage collection', 'Share of time spent on it.', 'percentunit', {
        expr: 'sum by (service) (rate(nodejs_gc_duration_seconds_sum{service=~"$service"}[$__rate_interval]))',
        legend: '{{service}}',
      }),
    ],
    'What it calls': [
      rate('Calls by how they ended', 'policy_calls_total', ['policy', 'result'], '{service=~"$service"}'),
      level('Breakers', 'policy_breaker_state', ['service', 'policy']),
      quantileBy('Time of an attempt (95 %)', 'policy_attempt_seconds', ['service', 'policy']),
      level('Builds', 'build_info', ['service', 'version', 'commit'], 'sum'),
    ],
  },
};

const kafka: Dashboard = {
  id: 'kafka',
  title: 'Convoscope: Kafka',
  rows: {
    Publishing: [
      rate('Events published', 'bus_events_published_total', ['topic']),
      quantileBy('Time until acknowledged (95 %)', 'bus_publish_seconds', ['topic']),
    ],
    Consuming: [
      level('Lag by partition', 'bus_consumer_lag_events', ['group', 'topic', 'partition'], 'sum'),
      level('Lag in seconds', 'bus_consumer_time_lag_seconds', ['group', 'topic']),
      level('Retention used up by lag', 'bus_consumer_retention_used_ratio', ['group', 'topic']),
      level('Events that retention took', 'bus_consumer_expired_events', ['group', 'topic'], 'sum'),
    ],
  },
};

const mongodb: Dashboard = {
  id: 'mongodb',
  title: 'Convoscope: MongoDB',
  rows: {
    Operations: [
      ask('Operations a second', 'What the database is asked.', 'ops', {
        expr: `sum by (collection) (rate(${metric('store_operation_duration_seconds', 'count')}[$__rate_interval]))`,
        legend: '{{collection}}',
      }),
      quantiles('Time of an operation', 'store_operation_duration_seconds'),
      quantileBy('Time by operation (95 %)', 'store_operation_duration_seconds', ['collection', 'operation']),
      ask('Operations by outcome', 'Failures after all attempts.', 'ops', {
        expr: `sum by (outcome) (rate(${metric('store_operation_duration_seconds', 'count')}[$__rate_interval]))`,
        legend: '{{outcome}}',
      }),
    ],
    Connections: [
      level('Connections by service and state', 'mongodb_pool_connections', ['service', 'state'], 'sum'),
      level('Callers that wait for one', 'mongodb_pool_waiting', ['service'], 'sum'),
      quantiles('Time until a caller has one', 'mongodb_pool_checkout_seconds'),
    ],
    'What is slow': [
      orZero(
        ask('Slow commands a second', 'The log has the shape and the plan of each.', 'ops', {
          expr: `sum by (collection, command) (rate(${metric('mongodb_slow_commands_total')}[$__rate_interval]))`,
          legend: '{{collection}} {{command}}',
        }),
      ),
    ],
  },
};

const api: Dashboard = {
  id: 'api',
  title: 'Convoscope: API',
  rows: {
    'Rate, errors, duration': [
      ask('Requests by operation', 'What callers do.', 'reqps', {
        expr: `sum by (operation) (rate(${requests}[$__rate_interval]))`,
        legend: '{{operation}}',
      }),
      ask('Requests by status', 'Errors of callers (4xx) and of ours (5xx).', 'reqps', {
        expr: `sum by (status) (rate(${requests}[$__rate_interval]))`,
        legend: '{{status}}',
      }),
      quantiles('Time to answer', 'http_request_duration_seconds'),
      quantileBy('Time by operation (95 %)', 'http_request_duration_seconds', ['operation']),
      level('Live streams', 'gateway_streams', [], 'sum'),
      orZero(rate('Requests over a limit', 'requests_over_limit_total', ['limit'])),
      orZero(rate('Requests let in uncounted', 'limit_failures_total', [])),
      rate('Audit log writes that failed', 'audit_write_failures_total', []),
    ],
  },
};

const anomalies: Dashboard = {
  id: 'anomalies',
  title: 'Convoscope: anomalies',
  rows: {
    Scores: [
      quantiles('Scores of conversations', 'anomaly_conversation_score'),
      ask('Share above 0.9', 'A shift says that conversations changed, or the detector.', 'percentunit', {
        expr: `1 - sum(rate(${metric('anomaly_conversation_score', 'bucket')}{le="0.9"}[$__rate_interval])) / sum(rate(${metric('anomaly_conversation_score', 'count')}[$__rate_interval]))`,
        legend: 'above 0.9',
      }),
      quantiles('Confidence of the topic', 'categorisation_topic_confidence'),
    ],
    'Learning from people': [
      level('Generation of the model', 'categorisation_model_generation', []),
      level('History still to be categorised again', 'categorisation_replay_remaining', [], 'sum'),
    ],
    Findings: [
      most('Found, by kind, metric and severity', 'anomaly_detected_total', ['kind', 'metric', 'severity']),
    ],
  },
};

const business: Dashboard = {
  id: 'business',
  title: 'Convoscope: what people talk about',
  rows: {
    Conversations: [
      rate('Conversations', 'categorisation_conversations_total'),
      most('Topics', 'categorisation_conversations_total', ['topic']),
      most('Sentiment', 'categorisation_conversations_total', ['sentiment']),
      most('Languages', 'translation_conversations_total', ['language']),
      rate('Translations by what became of them', 'translation_conversations_total', ['status']),
    ],
    Results: [
      rate('Rows of analytics', 'reporting_sections_total', ['section', 'result']),
      most('Reports', 'reporting_reports_total', ['period', 'result']),
    ],
  },
};

export const dashboards: readonly Dashboard[] = [
  overview,
  pipeline,
  service,
  kafka,
  mongodb,
  api,
  anomalies,
  business,
];
