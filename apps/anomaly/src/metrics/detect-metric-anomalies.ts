import type { Bus } from '@convoscope/bus';
import { topics, type AnomalyDetected } from '@convoscope/contracts';
import type { AnomaliesRepository, ScoresRepository } from '@convoscope/store';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { toAnomalyEvent } from '../to-anomaly-event.ts';
import { explainFinding, toAnomaly } from './explain-finding.ts';
import {
  DEFAULT_METRIC_DETECTION,
  findMetricAnomalies,
  type MetricFinding,
} from './find-metric-anomalies.ts';
import { toMetricSeries, type MetricSeries } from './metric-series.ts';

export interface DetectMetricAnomaliesOptions {
  tenant: string;
  scores: Pick<ScoresRepository, 'dailyMetrics' | 'dateRange' | 'mostAnomalous'>;
  anomalies: Pick<AnomaliesRepository, 'upsertMany' | 'findById'>;
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  threshold: number;
  now: () => number;
}

const METRIC_DETECTOR = 'robust-seasonal-median/1';
const MAX_EXAMPLES = 5;

/**
 * Looks at every closed day (UTC) and publishes what is new or has changed. Running it again finds the same and
 * publishes nothing. Returns how many findings were published.
 */
export async function detectMetricAnomalies(options: DetectMetricAnomaliesOptions): Promise<number> {
  const { tenant, scores, threshold, now } = options;
  const range = await scores.dateRange(tenant);
  const yesterday = new Date(now() - 86_400_000).toISOString().slice(0, 10);
  if (range === null || range.from > yesterday) return 0;
  const closed = { from: range.from, to: range.to < yesterday ? range.to : yesterday };
  const series = toMetricSeries(await scores.dailyMetrics(tenant, closed), closed);
  const findings = series.flatMap((one) =>
    findMetricAnomalies(one, { ...DEFAULT_METRIC_DETECTION, threshold }),
  );
  const found = await Promise.all(findings.map((finding) => describe(finding, series, options)));
  return publishChanged(found, options);
}

async function describe(
  finding: MetricFinding,
  series: readonly MetricSeries[],
  { tenant, scores }: DetectMetricAnomaliesOptions,
): Promise<AnomalyDetected> {
  const examples = await scores.mostAnomalous(tenant, { date: finding.date, ...finding.group }, MAX_EXAMPLES);
  const ids = examples.map(({ conversationId }) => conversationId);
  return toAnomaly(finding, explainFinding(finding, series), ids, METRIC_DETECTOR);
}

async function publishChanged(
  found: readonly AnomalyDetected[],
  { tenant, anomalies, bus, events, now }: DetectMetricAnomaliesOptions,
): Promise<number> {
  const stored = await Promise.all(found.map(({ anomalyId }) => anomalies.findById(tenant, anomalyId)));
  const changed = found.filter(({ revision }, index) => stored[index]?.revision !== revision);
  if (changed.length === 0) return 0;
  // Publish before storing: after a crash between the two it still counts as changed and is published again.
  await bus.publish(
    topics.anomaliesDetected,
    changed.map((anomaly) => toAnomalyEvent(tenant, anomaly, now())),
  );
  await anomalies.upsertMany(
    tenant,
    changed.map((anomaly) => ({ ...anomaly, tenant, detectedAt: new Date(now()) })),
  );
  changed.forEach((anomaly) => events.anomalyDetected(anomaly));
  return changed.length;
}
