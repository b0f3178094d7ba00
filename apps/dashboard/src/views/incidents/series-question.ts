import type { Schemas } from '@convoscope/client';
import type { AnalyticsQuery } from '../../api/queries.ts';
import { countDays, shiftDay, type Days } from '../../range/range.ts';
import { daysOfIncident } from './incident-days.ts';

type Incident = Schemas['Incident'];
type MetricName = AnalyticsQuery['metrics'][number];

/** What the API keeps figures of, by what an incident calls it. Of a share, how many there were. */
const METRICS: Readonly<Record<string, MetricName | undefined>> = {
  volume: 'conversations',
  share: 'conversations',
  'error-rate': 'errorRate',
  'refusal-rate': 'refusalRate',
  sentiment: 'meanSentiment',
  latency: 'meanLatencySeconds',
  length: 'meanTurns',
  'unusual-rate': 'anomalyRate',
};

/** Days before an incident that say what is usual, and days after it. */
const BEFORE_DAYS = 28;
const AFTER_DAYS = 3;
/** Fewer say too little of what is usual. */
const LEAST_USUAL_DAYS = 14;
const SHARE_OUTSIDE = 0.05;

export interface SeriesQuestion {
  metric: MetricName;
  days: Days;
  query: AnalyticsQuery;
}

/** The figures by day around an incident; null where none are kept of what it is about, such as one person. */
export function questionOf(
  incident: Pick<Incident, 'metric' | 'slice' | 'startedAt' | 'endedAt'>,
): SeriesQuestion | null {
  const { metric: name, slice } = incident;
  const metric = METRICS[name];
  if (metric === undefined || slice.dimension === 'user') return null;
  const { from, to } = daysOfIncident(incident);
  const days = { from: shiftDay(from, -BEFORE_DAYS), to: shiftDay(to, AFTER_DAYS) };
  return {
    ...{ metric, days },
    query: {
      ...{ metrics: [metric], dimension: slice.dimension, granularity: 'day', ...days },
      ...(slice.dimension !== 'all' && { labels: [slice.label] }),
    },
  };
}

/** Where nine of ten of the days before lay; null where there are too few to say so. */
export function bandOf(
  dates: readonly string[],
  values: readonly (number | null)[],
  startDay: string,
): { low: number; high: number } | null {
  const before = values.filter(
    (value, index) => value !== null && (dates[index] ?? '') < startDay,
  ) as number[];
  if (before.length < LEAST_USUAL_DAYS) return null;
  const sorted = before.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(SHARE_OUTSIDE), high: at(1 - SHARE_OUTSIDE) };
}

/** How many conversations there were is zero on a day without any; other figures have no value then. */
export const valueWhenAbsent = (metric: MetricName): number | null => (metric === 'conversations' ? 0 : null);

/** Days after the newest one with conversations are not known yet, not empty. */
export const untilKnown = (days: Days, newest: string | undefined): Days =>
  newest !== undefined && newest < days.to && countDays({ from: days.from, to: newest }) > 0
    ? { from: days.from, to: newest }
    : days;
