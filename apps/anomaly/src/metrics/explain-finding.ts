import type { AnomalyDetected, Contribution } from '@convoscope/contracts';
import { canonicalJson } from '@convoscope/contracts';
import { createHash } from 'node:crypto';
import type { MetricFinding } from './find-metric-anomalies.ts';
import type { MetricSeries } from './metric-series.ts';

const DAY_MS = 86_400_000;

/**
 * Shares the deviation of an overall metric out among the models or topics that moved with it: for each slice, how far
 * it was from its own usual value, weighted by its size. Largest first, at most `limit`; the rest is one entry, so that
 * the contributions sum to the score.
 */
export function explainFinding(
  finding: MetricFinding,
  allSeries: readonly MetricSeries[],
  limit = 5,
): Contribution[] {
  const slices = allSeries
    .filter((series) => series.metric === finding.metric && isWithin(series, finding))
    .map((series) => ({ series, shift: shiftOn(series, finding.date) }))
    .filter(({ shift }) => Math.sign(shift) === Math.sign(finding.deviation));
  const total = slices.reduce((sum, { shift }) => sum + Math.abs(shift), 0);
  if (total === 0)
    return [{ feature: describeGroup(finding.group), value: finding.observed, contribution: finding.score }];
  const shares = slices
    .map(({ series, shift }) => ({
      feature: describeGroup(series.group),
      value: valueOn(series, finding.date),
      contribution: (Math.abs(shift) / total) * finding.score,
    }))
    .sort((a, b) => b.contribution - a.contribution);
  const rest = shares.slice(limit).reduce((sum, { contribution }) => sum + contribution, 0);
  return [
    ...shares.slice(0, limit),
    ...(rest > 0 ? [{ feature: 'all others', value: null, contribution: rest }] : []),
  ];
}

/** Topics explain what happened overall and to a model; models are shown for single topics by their own findings. */
const isWithin = (series: MetricSeries, finding: MetricFinding): boolean =>
  series.group.topic !== undefined && finding.group.topic === undefined;

function shiftOn(series: MetricSeries, date: string): number {
  const index = series.points.findIndex((point) => point.date === date);
  const past = series.points.slice(Math.max(0, index - 28), index).filter(({ weight }) => weight > 0);
  const point = series.points[index];
  if (!point || (past.length === 0 && series.metric !== 'volume')) return 0;
  const usual =
    past.reduce((sum, { value }) => sum + value, 0) /
    Math.max(1, series.metric === 'volume' ? Math.min(28, index) : past.length);
  return (point.value - usual) * (series.metric === 'volume' ? 1 : point.weight);
}

const valueOn = (series: MetricSeries, date: string): number | null =>
  series.points.find((point) => point.date === date)?.value ?? null;

const describeGroup = ({ model, topic }: MetricSeries['group']): string =>
  model !== undefined ? `model ${model}` : topic !== undefined ? `topic ${topic}` : 'all conversations';

const PHRASES = {
  volume: (finding: MetricFinding) =>
    `${format(finding.observed)} conversations instead of about ${format(finding.expected)}`,
  sentiment: (finding: MetricFinding) =>
    `sentiment at ${finding.observed.toFixed(2)} instead of about ${finding.expected.toFixed(2)}`,
  'error-rate': (finding: MetricFinding) =>
    `${percent(finding.observed)} of answers failed instead of about ${percent(finding.expected)}`,
  latency: (finding: MetricFinding) =>
    `answers took ${finding.observed.toFixed(1)} s instead of about ${finding.expected.toFixed(1)} s`,
} as const;

const format = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** One sentence a person can act on. */
export function describeFinding(finding: MetricFinding, contributions: readonly Contribution[]): string {
  const where = finding.group.model ?? finding.group.topic;
  const scope = where === undefined ? '' : ` for ${describeGroup(finding.group)}`;
  const isOneTopic = finding.group.topic !== undefined;
  const causes = isOneTopic
    ? []
    : contributions.filter(({ feature }) => feature.startsWith('topic ')).slice(0, 2);
  const because =
    causes.length === 0 ? '' : `, mostly in ${causes.map(({ feature }) => feature).join(' and ')}`;
  return `On ${finding.date}${scope}: ${PHRASES[finding.metric](finding)}${because}.`;
}

/** The finding as a published fact. The id names metric, slice and day; the revision changes when its numbers do. */
export function toAnomaly(
  finding: MetricFinding,
  contributions: Contribution[],
  exampleConversationIds: string[],
  detector: string,
): AnomalyDetected {
  const start = Date.parse(finding.date);
  const group = Object.fromEntries(Object.entries(finding.group)) as Record<string, string>;
  const slice =
    Object.entries(group)
      .map(([name, value]) => `${name}=${value}`)
      .join(',') || 'all';
  const anomaly = {
    anomalyId: `${finding.metric}/${slice}/${finding.date}`,
    kind: 'metric' as const,
    severity: severityOf(finding),
    detectedFor: new Date(start).toISOString(),
    windowEnd: new Date(start + DAY_MS).toISOString(),
    metric: finding.metric,
    group,
    observed: finding.observed,
    expected: finding.expected,
    score: finding.score,
    contributions,
    explanation: describeFinding(finding, contributions),
    exampleConversationIds,
    detector,
  };
  return {
    ...anomaly,
    revision: createHash('sha256').update(canonicalJson(anomaly)).digest('hex').slice(0, 32),
  };
}

/** Overall findings weigh more than those of one slice. */
const severityOf = ({ deviation, group }: MetricFinding): AnomalyDetected['severity'] => {
  const isOverall = Object.keys(group).length === 0;
  if (Math.abs(deviation) >= 8 && isOverall) return 'critical';
  return Math.abs(deviation) >= 6 || isOverall ? 'warning' : 'info';
};
