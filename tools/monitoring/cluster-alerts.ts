import type { Alert } from './alert.ts';

const DAY = 86_400;
const restarts = 'kube_pod_container_status_restarts_total';
const memory = 'container_memory_working_set_bytes';
const limit = 'kube_pod_container_resource_limits';
const available = 'kubelet_volume_stats_available_bytes';
const capacity = 'kubelet_volume_stats_capacity_bytes';
const backup = 'kube_cronjob_status_last_successful_time';
const failed = 'kube_job_status_failed';
const expiry = 'certmanager_certificate_expiration_timestamp_seconds';

/** Alerts on what the cluster knows of us: from Prometheus itself, kube-state-metrics, the kubelet and cert-manager. */
export const clusterAlerts: readonly Alert[] = [
  {
    name: 'ServiceDown',
    expr: 'up{job=~".*convoscope.*"} == 0',
    for: '3m',
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: '{{ $labels.job }} ({{ $labels.instance }}) does not answer.',
    test: {
      bad: { 'up{job="convoscope-lake",instance="i"}': '0x10 1x20' },
      ...{ firesAt: '6m', resolvedAt: '20m' },
      quiet: { 'up{job="convoscope-lake",instance="i"}': '1x5 0 1x5 0 1x20' },
    },
  },
  {
    name: 'RestartLoop',
    expr: `sum by (namespace, pod, container) (increase(${restarts}{pod=~".*convoscope.*"}[30m])) > 3`,
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary:
      '{{ $labels.container }} in {{ $labels.pod }} restarted {{ $value | humanize }} times in half an hour.',
    test: {
      bad: { [`${restarts}{namespace="n",pod="convoscope-lake-1",container="lake"}`]: '0+1x20 20x80' },
      ...{ firesAt: '15m', resolvedAt: '80m' },
      quiet: { [`${restarts}{namespace="n",pod="convoscope-lake-1",container="lake"}`]: '0 1x40 2x60' },
    },
  },
  {
    name: 'MemoryHigh',
    expr: `sum by (namespace, pod, container) (${memory}{pod=~".*convoscope.*"}) / on (namespace, pod, container) sum by (namespace, pod, container) (${limit}{resource="memory"}) > 0.9`,
    for: '15m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary:
      '{{ $labels.container }} in {{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory.',
    test: {
      bad: {
        [`${memory}{namespace="n",pod="convoscope-lake-1",container="lake"}`]: '95x40 40x40',
        [`${limit}{namespace="n",pod="convoscope-lake-1",container="lake",resource="memory"}`]: '100x80',
      },
      ...{ firesAt: '30m', resolvedAt: '60m' },
      quiet: {
        [`${memory}{namespace="n",pod="convoscope-lake-1",container="lake"}`]: '85x80',
        [`${limit}{namespace="n",pod="convoscope-lake-1",container="lake",resource="memory"}`]: '100x80',
      },
    },
  },
  {
    name: 'DiskFull',
    expr: `${available} / ${capacity} < 0.1`,
    for: '5m',
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: '{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left.',
    test: {
      bad: {
        [`${available}{persistentvolumeclaim="data-kafka-0"}`]: '5x20 60x20',
        [`${capacity}{persistentvolumeclaim="data-kafka-0"}`]: '100x40',
      },
      ...{ firesAt: '10m', resolvedAt: '30m' },
      quiet: {
        [`${available}{persistentvolumeclaim="data-kafka-0"}`]: '15x40',
        [`${capacity}{persistentvolumeclaim="data-kafka-0"}`]: '100x40',
      },
    },
  },
  {
    name: 'BackupTooOld',
    expr: `time() - max by (namespace, cronjob) (${backup}{cronjob=~".*convoscope.*-backup"}) > ${1.5 * DAY}`,
    for: '10m',
    ...{ severity: 'page', owner: 'platform', layer: 'root' },
    summary: 'The last backup by {{ $labels.cronjob }} is {{ $value | humanizeDuration }} old.',
    test: {
      interval: '1h',
      bad: { [`${backup}{namespace="n",cronjob="convoscope-backup"}`]: '0x40 147600x10' },
      ...{ firesAt: '40h', resolvedAt: '46h' },
      quiet: { [`${backup}{namespace="n",cronjob="convoscope-backup"}`]: '0x24 86400x24' },
    },
  },
  {
    name: 'ScheduledJobFailed',
    expr: `max by (namespace, job_name) (${failed}{job_name=~".*convoscope-(reconcile|upkeep|backup)-.*"}) > 0`,
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary: 'The job {{ $labels.job_name }} failed.',
    test: {
      bad: { [`${failed}{namespace="n",job_name="convoscope-upkeep-1"}`]: '1x20 0x20' },
      ...{ firesAt: '10m', resolvedAt: '30m' },
      quiet: { [`${failed}{namespace="n",job_name="convoscope-upkeep-1"}`]: '0x40' },
    },
  },
  {
    name: 'CertificateExpires',
    expr: `min by (namespace, name) (${expiry}) - time() < ${14 * DAY}`,
    for: '1h',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary: 'The certificate {{ $labels.name }} expires in {{ $value | humanizeDuration }}.',
    test: {
      bad: { [`${expiry}{namespace="n",name="c"}`]: `${10 * DAY}x90 ${90 * DAY}x90` },
      ...{ firesAt: '80m', resolvedAt: '150m' },
      quiet: { [`${expiry}{namespace="n",name="c"}`]: `${20 * DAY}x180` },
    },
  },
];
