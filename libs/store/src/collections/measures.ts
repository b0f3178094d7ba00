import { z } from 'zod';
import { MEASURE_DIMENSIONS, MEASURE_GRANULARITIES, type MeasureQuery } from '../measures.ts';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const measures = {
  name: 'measures',
  owner: 'reporting',
  summary:
    'What is counted of conversations by hour, day and month and by dimension: one document a bucket and dimension, a row a label.',
  schema: z.object({
    ...tenantField,
    granularity: z.enum(MEASURE_GRANULARITIES),
    at: z.string().describe('`2026-03-12T14`, `2026-03-12` or `2026-03` (UTC)'),
    dimension: z.enum(MEASURE_DIMENSIONS),
    rows: z
      .array(z.looseObject({ label: z.string(), nConversations: z.int().nonnegative() }))
      .describe('Figures of each label, in order of the label'),
    written: z.string().describe('Another with each writing: two writers of one bucket must collide'),
  }),
  indexes: [
    {
      name: 'by_bucket',
      key: { tenant: 1, granularity: 1, dimension: 1, at: 1 },
      unique: true,
      serves: ['inOrder', 'ofBucket'],
    },
  ],
  shardKey: {
    key: { tenant: 1, granularity: 1, dimension: 1, at: 1 },
    reason: 'Read by ranges of buckets of one dimension; a bucket is rewritten in one transaction.',
  },
} as const satisfies CollectionSpec;

/** Bounds on bucket names: names of one granularity are as long as each other, and a bound that is a prefix takes all that begin with it. */
const between = (from: string | undefined, to: string | undefined): Record<string, unknown> => {
  const bounds = {
    ...(from !== undefined && { $gte: scalar(from, 'from') }),
    ...(to !== undefined && { $lte: `${scalar(to, 'to')}\uffff` }),
  };
  return Object.keys(bounds).length === 0 ? {} : { at: bounds };
};

export const measureQueries = {
  inOrder: ({ tenant, granularity, dimension = 'all', from, to }: MeasureQuery): NamedQuery => ({
    index: 'by_bucket',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      granularity: scalar(granularity, 'granularity'),
      dimension: scalar(dimension, 'dimension'),
      ...between(from, to),
    },
    sort: { at: 1 },
  }),
  /** Every dimension of the buckets that begin with a prefix: those that a day or month is the sum of. */
  ofBucket: (tenant: string, granularity: MeasureQuery['granularity'], prefix: string): NamedQuery => ({
    index: 'by_bucket',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      granularity: scalar(granularity, 'granularity'),
      dimension: { $in: MEASURE_DIMENSIONS },
      ...between(prefix, prefix),
    },
  }),
};
