import type { Slice, Sums } from './conversation-fact.ts';

export const METRICS = [
  ...(['volume', 'share', 'error-rate', 'refusal-rate'] as const),
  ...(['poor-quality', 'dissatisfaction', 'sentiment', 'latency', 'length'] as const),
] as const;
export type MetricName = (typeof METRICS)[number];

type Field = keyof Sums;

/** How a metric is counted, and what must have changed before anybody would want to know. */
export type Metric = {
  readonly name: MetricName;
  /** Directions that are news: a fall in errors is none. */
  readonly directions: readonly (1 | -1)[];
  /** Whether the metric is watched in this slice. */
  watches(slice: Slice): boolean;
} & (
  | { readonly kind: 'count'; readonly leastRatio: number }
  | {
      readonly kind: 'share';
      readonly of: 'slice' | Field;
      readonly leastRatio: number;
      readonly leastChange: number;
    }
  | {
      readonly kind: 'mean';
      readonly field: Field;
      readonly squares: Field;
      readonly weight: Field;
      readonly leastChange: number;
    }
);

const isAny = (): boolean => true;

/** Fewest conversations more or fewer than expected, and behind a mean: four instead of none is no finding. */
export const LEAST_SIZE = 5;

export const metrics: readonly Metric[] = [
  {
    ...{ name: 'volume', kind: 'count', directions: [1, -1], leastRatio: 1.5 },
    watches: ({ dimension }) => dimension === 'all' || dimension === 'source',
  },
  // What people ask about is less of everything else when it is more of one thing; a model or a source that falls silent is news.
  {
    ...{ name: 'share', kind: 'share', of: 'slice', directions: [1], leastRatio: 1.5, leastChange: 0.05 },
    watches: ({ dimension }) => dimension === 'topic' || dimension === 'language',
  },
  {
    ...{ name: 'share', kind: 'share', of: 'slice', directions: [1, -1], leastRatio: 1.5, leastChange: 0.05 },
    watches: ({ dimension }) => dimension === 'model' || dimension === 'source',
  },
  {
    ...{
      name: 'error-rate',
      kind: 'share',
      of: 'nErrors',
      directions: [1],
      leastRatio: 2,
      leastChange: 0.03,
    },
    watches: isAny,
  },
  {
    ...{
      name: 'refusal-rate',
      kind: 'share',
      of: 'nRefused',
      directions: [1],
      leastRatio: 2,
      leastChange: 0.03,
    },
    watches: isAny,
  },
  {
    ...{
      name: 'poor-quality',
      kind: 'share',
      of: 'nPoor',
      directions: [1],
      leastRatio: 1.5,
      leastChange: 0.1,
    },
    watches: isAny,
  },
  {
    ...{ name: 'dissatisfaction', kind: 'share', of: 'nDissatisfied', directions: [1], leastRatio: 1.5 },
    ...{ leastChange: 0.15, watches: isAny },
  },
  {
    ...{ name: 'sentiment', kind: 'mean', field: 'sentiment', squares: 'sentimentSquares', weight: 'n' },
    ...{ directions: [-1], leastChange: 0.15, watches: isAny },
  },
  {
    ...{ name: 'latency', kind: 'mean', field: 'latency', squares: 'latencySquares', weight: 'nTimed' },
    ...{ directions: [1], leastChange: Math.log(1.5), watches: isAny },
  },
  {
    ...{ name: 'length', kind: 'mean', field: 'length', squares: 'lengthSquares', weight: 'n' },
    ...{ directions: [1, -1], leastChange: Math.log(1.5), watches: isAny },
  },
];
