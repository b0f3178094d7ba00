import type { Rule, RuleMetric } from '@convoscope/contracts';
import type { MeasureDimension, MeasureRow, MeasuresRepository } from '@convoscope/store';

export const HOUR_MS = 3_600_000;

/** Hours since 1970 (UTC), and the bucket of that name. */
export const hourOf = (instantMs: number): number => Math.floor(instantMs / HOUR_MS);
export const bucketOf = (hour: number): string => new Date(hour * HOUR_MS).toISOString().slice(0, 13);
export const instantOf = (hour: number): string => new Date(hour * HOUR_MS).toISOString();

/** What a metric is counted from: what it is the sum of, and of how many. A mean, a share, or, of the volume, the sum itself. */
const PARTS: Readonly<Record<RuleMetric, (row: MeasureRow) => readonly [sum: number, n: number]>> = {
  volume: (row) => [row.nConversations, row.nConversations],
  'error-rate': (row) => [row.nWithErrors, row.nCategorised],
  'refusal-rate': (row) => [row.nRefused, row.nCategorised],
  'unusual-rate': (row) => [row.nAnomalous, row.nScored],
  sentiment: ({ sentiment }) => [sentiment.sum, sentiment.n],
  quality: ({ quality }) => [quality.sum, quality.n],
  latency: ({ latencySeconds }) => [latencySeconds.sum, latencySeconds.n],
  length: ({ turns }) => [turns.sum, turns.n],
};

/** The filter of a rule as a slice of the conversations. */
export function sliceOf({ filter }: Pick<Rule, 'filter'>): {
  dimension: 'all' | 'topic' | 'language' | 'model' | 'source';
  label: string;
} {
  const [entry] = Object.entries(filter) as ['topic' | 'language' | 'model' | 'source', string][];
  return entry === undefined ? { dimension: 'all', label: '' } : { dimension: entry[0], label: entry[1] };
}

/** A metric of a slice over hours; windows of any length in constant time. */
export interface RuleSeries {
  /** First hour, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** First hour in which there was any conversation; `to` where there was none. */
  readonly firstHour: number;
  /** The metric from one hour to another (excluded), and of how many conversations; null where it is not known. */
  value(from: number, to: number): { value: number | null; n: number };
}

export function toRuleSeries(
  rule: Pick<Rule, 'metric' | 'filter'>,
  rows: readonly MeasureRow[],
  [from, to]: readonly [number, number],
): RuleSeries {
  const { label } = sliceOf(rule);
  const length = Math.max(0, to - from) + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  let firstHour = to;
  for (const row of rows) {
    const at = hourOf(Date.parse(`${row.at}:00:00.000Z`)) - from;
    if (row.label !== label || at < 0 || at >= length - 1) continue;
    const [sum, n] = PARTS[rule.metric](row);
    sums[at + 1] = sum;
    counts[at + 1] = n;
    if (row.nConversations > 0) firstHour = Math.min(firstHour, from + at);
  }
  for (let i = 1; i < length; i++) {
    sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0);
    counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
  }
  const between = (of: Float64Array, a: number, b: number): number =>
    (of[Math.min(b, to) - from] ?? 0) - (of[Math.max(a, from) - from] ?? 0);
  return {
    ...{ from, to, firstHour },
    value(a, b) {
      const n = between(counts, a, b);
      if (rule.metric === 'volume') return { value: n, n };
      return { value: n === 0 ? null : between(sums, a, b) / n, n };
    },
  };
}

/** Reads the measures of some hours (the second excluded) that a rule needs: one dimension of them. Cost: those hours. */
export async function readRuleSeries(
  rule: Rule,
  [from, to]: readonly [number, number],
  { measures, tenant }: { measures: Pick<MeasuresRepository, 'read'>; tenant: string },
): Promise<RuleSeries> {
  const dimension: MeasureDimension = sliceOf(rule).dimension;
  const range = { from: bucketOf(from), to: bucketOf(to - 1) };
  const rows =
    to <= from
      ? []
      : await measures.read({ tenant, granularity: 'hour', dimension, ...range, isLight: true });
  return toRuleSeries(rule, rows, [from, to]);
}
