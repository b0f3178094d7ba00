import type { DailyMetrics } from '@convoscope/store';

export const METRICS = ['volume', 'sentiment', 'error-rate', 'latency'] as const;
export type MetricName = (typeof METRICS)[number];

export interface MetricPoint {
  /** UTC day. */
  date: string;
  /** Conversations (volume), mean in [-1,1] (sentiment), share in [0,1] (error-rate), seconds (latency). */
  value: number;
  /** Observations behind the value: conversations or answers. */
  weight: number;
}

export interface MetricSeries {
  metric: MetricName;
  /** The slice: empty for all conversations, or one model, or one topic. */
  group: { model?: string; topic?: string };
  /** One point a day, without gaps: a day without conversations has volume 0 and weight 0. */
  points: MetricPoint[];
}

interface Totals {
  nConversations: number;
  sumSentiment: number;
  nAssistantMessages: number;
  nErrors: number;
  sumLatencySeconds: number;
  nWithLatency: number;
}

/** All series worth watching: every metric over all conversations, by model, and volume and sentiment by topic. */
export function toMetricSeries(
  rows: readonly DailyMetrics[],
  range: { from: string; to: string },
): MetricSeries[] {
  const days = daysBetween(range.from, range.to);
  const groups: {
    group: MetricSeries['group'];
    rows: readonly DailyMetrics[];
    metrics: readonly MetricName[];
  }[] = [{ group: {}, rows, metrics: METRICS }];
  for (const [model, ofModel] of Map.groupBy(rows, (row) => row.model)) {
    if (model !== null) groups.push({ group: { model }, rows: ofModel, metrics: METRICS });
  }
  for (const [topic, ofTopic] of Map.groupBy(rows, (row) => row.topic)) {
    groups.push({ group: { topic }, rows: ofTopic, metrics: ['volume', 'sentiment'] });
  }
  return groups.flatMap(({ group, rows: ofGroup, metrics }) => {
    const byDay = Map.groupBy(ofGroup, (row) => row.date);
    const totals = days.map((date) => ({ date, totals: addUp(byDay.get(date) ?? []) }));
    return metrics.map((metric) => ({
      metric,
      group,
      points: totals.map(({ date, totals: day }) => ({ date, ...measure(metric, day) })),
    }));
  });
}

function measure(metric: MetricName, day: Totals): Omit<MetricPoint, 'date'> {
  switch (metric) {
    case 'volume':
      return { value: day.nConversations, weight: day.nConversations };
    case 'sentiment':
      return { value: ratio(day.sumSentiment, day.nConversations), weight: day.nConversations };
    case 'error-rate':
      return { value: ratio(day.nErrors, day.nAssistantMessages), weight: day.nAssistantMessages };
    case 'latency':
      return { value: ratio(day.sumLatencySeconds, day.nWithLatency), weight: day.nWithLatency };
  }
}

const ratio = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);

function addUp(rows: readonly DailyMetrics[]): Totals {
  const totals: Totals = {
    nConversations: 0,
    sumSentiment: 0,
    nAssistantMessages: 0,
    nErrors: 0,
    sumLatencySeconds: 0,
    nWithLatency: 0,
  };
  for (const row of rows) {
    totals.nConversations += row.nConversations;
    totals.sumSentiment += row.sumSentiment;
    totals.nAssistantMessages += row.nAssistantMessages;
    totals.nErrors += row.nErrors;
    totals.sumLatencySeconds += row.sumLatencySeconds;
    totals.nWithLatency += row.nWithLatency;
  }
  return totals;
}

const DAY_MS = 86_400_000;

/** Every UTC day from `from` to `to`, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
