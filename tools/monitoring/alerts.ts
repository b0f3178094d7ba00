import type { Alert } from './alert.ts';
import { canaryAlerts } from './canary-alert.ts';
import { clusterAlerts } from './cluster-alerts.ts';
import { grown, metric } from './metric.ts';
import { objectiveAlerts } from './objectives.ts';
import { storeAlerts } from './store-alerts.ts';

const lagEvents = metric('bus_consumer_lag_events');
const progressAge = metric('bus_consumer_progress_age_seconds');
const retentionUsed = metric('bus_consumer_retention_used_ratio');
const deadLettered = metric('bus_events_dead_lettered_total');
const rows = metric('ingestion_rows_total');
const lastSuccess = metric('ingestion_last_success_timestamp_seconds');
const storeBucket = metric('store_operation_duration_seconds', 'bucket');

/** Alerts on the flow of events, from the bus to the source. */
const flowAlerts: readonly Alert[] = [
  {
    name: 'ConsumerStuck',
    expr: `max by (group, topic, partition) (${progressAge}) > 120`,
    for: '2m',
    ...{ severity: 'page', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $labels.group }} has not moved on partition {{ $labels.partition }} of {{ $labels.topic }} for {{ $value | humanizeDuration }}, and has work there.',
    test: {
      bad: { [`${progressAge}{group="lake",topic="t",partition="0"}`]: '0+60x20 0x40' },
      ...{ firesAt: '15m', resolvedAt: '40m' },
      quiet: { [`${progressAge}{group="lake",topic="t",partition="0"}`]: '0 50 100 0 50 100x60' },
    },
  },
  {
    name: 'ConsumerLagRising',
    expr: `sum by (group, topic) (${lagEvents}) > 1000 and sum by (group, topic) (delta(${lagEvents}[15m])) > 0`,
    for: '15m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $labels.group }} falls behind on {{ $labels.topic }}: {{ $value }} events wait and they become more.',
    test: {
      bad: { [`${lagEvents}{group="lake",topic="t",partition="0"}`]: '0+500x60 30000-2000x15 0x30' },
      ...{ firesAt: '45m', resolvedAt: '100m' },
      quiet: { [`${lagEvents}{group="lake",topic="t",partition="0"}`]: '20000-100x100' },
    },
  },
  {
    name: 'RetentionShorterThanLag',
    expr: `max by (group, topic) (${retentionUsed}) > 0.5`,
    for: '5m',
    ...{ severity: 'page', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $labels.group }} is {{ $value | humanizePercentage }} of the retention of {{ $labels.topic }} behind; at 100 % events are deleted unread.',
    test: {
      bad: { [`${retentionUsed}{group="lake",topic="t"}`]: '0.6x20 0.1x30' },
      ...{ firesAt: '10m', resolvedAt: '30m' },
      quiet: { [`${retentionUsed}{group="lake",topic="t"}`]: '0.45x60' },
    },
  },
  {
    name: 'EventsExpired',
    expr: `sum by (group, topic) (${grown(metric('bus_events_expired_total'), '1h')}) > 0`,
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary:
      'Retention deleted {{ $value | humanize }} events of {{ $labels.topic }} before {{ $labels.group }} had processed them.',
    test: {
      bad: { [`${metric('bus_events_expired_total')}{group="lake",topic="t"}`]: '0x5 40x120' },
      ...{ firesAt: '10m', resolvedAt: '100m' },
      quiet: { [`${metric('bus_events_expired_total')}{group="lake",topic="t"}`]: '40x120' },
    },
  },
  {
    name: 'DeadLettersArriving',
    expr: `sum by (group, topic, reason) (${grown(deadLettered, '15m')}) > 0`,
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary:
      '{{ $labels.group }} put {{ $value | humanize }} events of {{ $labels.topic }} aside: {{ $labels.reason }}.',
    test: {
      // The first one of its kind: there was no such series before.
      bad: { [`${deadLettered}{group="lake",topic="t",reason="r"}`]: '_x20 3x60' },
      ...{ firesAt: '25m', resolvedAt: '50m' },
      quiet: { [`${deadLettered}{group="lake",topic="t",reason="r"}`]: '3x60' },
    },
  },
  {
    name: 'ConversationsParked',
    expr: `sum by (group, topic) (${metric('bus_keys_parked')}) > 0`,
    for: '1h',
    ...{ severity: 'ticket', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $value }} conversations of {{ $labels.topic }} wait behind a dead letter of {{ $labels.group }}.',
    test: {
      bad: { [`${metric('bus_keys_parked')}{group="lake",topic="t"}`]: '2x80 0x40' },
      ...{ firesAt: '70m', resolvedAt: '100m' },
      quiet: { [`${metric('bus_keys_parked')}{group="lake",topic="t"}`]: '2x50 0x70' },
    },
  },
  {
    name: 'WorkWaitsToRetry',
    expr: `sum by (group, topic) (${metric('bus_partitions_waiting')}) > 0`,
    for: '10m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $value }} partitions of {{ $labels.topic }} wait to be tried again by {{ $labels.group }}: something it needs fails.',
    test: {
      bad: { [`${metric('bus_partitions_waiting')}{group="lake",topic="t"}`]: '1x30 0x30' },
      ...{ firesAt: '20m', resolvedAt: '50m' },
      quiet: { [`${metric('bus_partitions_waiting')}{group="lake",topic="t"}`]: '1x5 0x5 1x5 0x60' },
    },
  },
  {
    name: 'SourceUnreadable',
    expr: `time() - max by (source) (${lastSuccess}) > 900`,
    for: '5m',
    ...{ severity: 'page', owner: 'ingestion', layer: 'root' },
    summary: '{{ $labels.source }} was last read to its end {{ $value | humanizeDuration }} ago.',
    test: {
      bad: { [`${lastSuccess}{source="s"}`]: '0x40 2400+60x40' },
      ...{ firesAt: '30m', resolvedAt: '50m' },
      quiet: { [`${lastSuccess}{source="s"}`]: '0x10 600x10 1200+60x60' },
    },
  },
  {
    name: 'RowsRejected',
    expr: `sum by (source) (${grown(`${rows}{outcome="rejected"}`, '1h')}) / sum by (source) (${grown(`${rows}{outcome=~"published|rejected"}`, '1h')}) > 0.05`,
    for: '15m',
    ...{ severity: 'ticket', owner: 'ingestion', layer: 'root' },
    summary:
      '{{ $value | humanizePercentage }} of the new rows of {{ $labels.source }} could not become a conversation.',
    test: {
      bad: {
        [`${rows}{source="s",outcome="published"}`]: '0+100x300',
        [`${rows}{source="s",outcome="rejected"}`]: '0+20x60 1200x240',
      },
      ...{ firesAt: '40m', resolvedAt: '180m' },
      quiet: {
        [`${rows}{source="s",outcome="published"}`]: '0+100x300',
        [`${rows}{source="s",outcome="rejected"}`]: '0+4x300',
      },
    },
  },
];

/** Alerts on what the services depend on and on what they owe. */
const serviceAlerts: readonly Alert[] = [
  {
    name: 'ServiceNotReady',
    // A source that cannot be read has an alert of its own.
    expr: `max by (service, check) (${metric('health_check_failing')}{kind="ready", check!="source"}) > 0`,
    for: '2m',
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: '{{ $labels.service }} is not ready: its check {{ $labels.check }} fails.',
    test: {
      bad: { [`${metric('health_check_failing')}{service="lake",kind="ready",check="bus"}`]: '1x10 0x20' },
      ...{ firesAt: '6m', resolvedAt: '20m' },
      quiet: {
        [`${metric('health_check_failing')}{service="lake",kind="ready",check="bus"}`]: '1x1 0 1x1 0x20',
        [`${metric('health_check_failing')}{service="ingestion",kind="ready",check="source"}`]: '1x20',
      },
    },
  },
  {
    name: 'BreakerOpen',
    // Half-open is asking whether it is back: while it is not, the breaker goes to and fro.
    expr: `max by (service, policy) (${metric('policy_breaker_state')}) > 0`,
    for: '2m',
    keepFiringFor: '5m',
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: '{{ $labels.service }} no longer asks {{ $labels.policy }}: it kept failing.',
    test: {
      bad: { [`${metric('policy_breaker_state')}{service="lake",policy="s3"}`]: '2 1 2 1 2x16 0x40' },
      ...{ firesAt: '10m', resolvedAt: '40m' },
      quiet: { [`${metric('policy_breaker_state')}{service="lake",policy="s3"}`]: '2x1 0 1x1 0 2x1 0x60' },
    },
  },
  {
    name: 'LedgerMismatch',
    expr: `max by (stage) (${metric('reconcile_missing')}) > 0 or max by (stage) (${metric('reconcile_extra')}) > 0`,
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: 'The stage {{ $labels.stage }} and the source differ in {{ $value }} conversations.',
    test: {
      bad: { [`${metric('reconcile_missing')}{stage="lake"}`]: '3x20 0x20' },
      ...{ firesAt: '10m', resolvedAt: '35m' },
      quiet: { [`${metric('reconcile_missing')}{stage="lake"}`]: '0x40' },
    },
  },
  {
    name: 'LedgerStale',
    expr: `max(${metric('reconcile_age_seconds')}) > 129600`,
    for: '1h',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary: 'Nothing was reconciled for {{ $value | humanizeDuration }}.',
    test: {
      bad: { [metric('reconcile_age_seconds')]: '130000x90 60x60' },
      ...{ firesAt: '70m', resolvedAt: '120m' },
      quiet: { [metric('reconcile_age_seconds')]: '100000x150' },
    },
  },
  {
    name: 'PeriodicWorkFails',
    expr: `sum by (service, worker) (${grown(metric('worker_failures_total'), '30m')}) > 3`,
    for: '10m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $labels.worker }} of {{ $labels.service }} failed {{ $value | humanize }} times in half an hour.',
    test: {
      bad: { [`${metric('worker_failures_total')}{service="lake",worker="w"}`]: '0+1x40 40x60' },
      ...{ firesAt: '30m', resolvedAt: '90m' },
      quiet: { [`${metric('worker_failures_total')}{service="lake",worker="w"}`]: '0 1 2x90' },
    },
  },
  {
    name: 'WebhookBacklog',
    expr: `max by (endpoint) (${metric('notifications_oldest_pending_seconds')}) > 3600`,
    for: '10m',
    ...{ severity: 'ticket', owner: 'analytics', layer: 'root' },
    summary: 'The receiver {{ $labels.endpoint }} is {{ $value | humanizeDuration }} behind.',
    test: {
      bad: { [`${metric('notifications_oldest_pending_seconds')}{endpoint="e"}`]: '4000x30 0x30' },
      ...{ firesAt: '20m', resolvedAt: '50m' },
      quiet: { [`${metric('notifications_oldest_pending_seconds')}{endpoint="e"}`]: '3000x60' },
    },
  },
  {
    name: 'StoreSlow',
    expr: `histogram_quantile(0.99, sum by (le, collection) (rate(${storeBucket}[10m]))) > 2`,
    for: '10m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary: 'One in a hundred operations on {{ $labels.collection }} takes {{ $value | humanizeDuration }}.',
    test: {
      bad: {
        [`${storeBucket}{collection="c",le="2"}`]: '0+10x40 400+100x60',
        [`${storeBucket}{collection="c",le="10"}`]: '0+100x100',
        [`${storeBucket}{collection="c",le="+Inf"}`]: '0+100x100',
      },
      ...{ firesAt: '30m', resolvedAt: '80m' },
      quiet: {
        [`${storeBucket}{collection="c",le="2"}`]: '0+100x100',
        [`${storeBucket}{collection="c",le="+Inf"}`]: '0+100x100',
      },
    },
  },
  {
    name: 'AnomalyFlood',
    expr: `sum(${grown(metric('anomaly_detected_total'), '1h')}) > 200`,
    for: '10m',
    ...{ severity: 'ticket', owner: 'analytics', layer: 'root' },
    summary: '{{ $value | humanize }} anomalies in an hour: the world changed, or the detector.',
    test: {
      bad: { [`${metric('anomaly_detected_total')}{kind="conversation"}`]: '0+10x60 600x120' },
      ...{ firesAt: '50m', resolvedAt: '150m' },
      quiet: { [`${metric('anomaly_detected_total')}{kind="conversation"}`]: '0+1x180' },
    },
  },
  {
    name: 'EventLoopBlocked',
    expr: 'max by (service, instance) (nodejs_eventloop_lag_p99_seconds) > 0.5',
    for: '10m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'effect' },
    summary:
      '{{ $labels.service }} ({{ $labels.instance }}) answers late: timers are {{ $value | humanizeDuration }} overdue.',
    test: {
      bad: { 'nodejs_eventloop_lag_p99_seconds{service="lake",instance="i"}': '0.9x30 0.01x30' },
      ...{ firesAt: '20m', resolvedAt: '50m' },
      quiet: { 'nodejs_eventloop_lag_p99_seconds{service="lake",instance="i"}': '0.3x60' },
    },
  },
];

/** Every alert; each has a runbook of its name. */
export const alerts: readonly Alert[] = [
  ...objectiveAlerts,
  ...flowAlerts,
  ...serviceAlerts,
  ...storeAlerts,
  ...canaryAlerts,
  ...clusterAlerts,
];
