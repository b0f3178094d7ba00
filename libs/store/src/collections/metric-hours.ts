import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const metricHours = {
  name: 'metric_hours',
  owner: 'anomaly',
  summary:
    'What is counted of the conversations of one hour, by slice, and whether they have changed since it was counted or settled.',
  schema: z.object({
    ...tenantField,
    hour: z.string().describe('UTC, `YYYY-MM-DDTHH`'),
    date: z.iso.date(),
    version: z.int().nonnegative().describe('Grows whenever a conversation of the hour is written'),
    needsCounting: z.boolean(),
    needsScan: z.boolean().describe('Counted since its days were last looked at for incidents'),
    needsSettling: z.boolean(),
    changedAt: z.date(),
    n: z.int().nonnegative().describe('Conversations when it was last counted'),
    slices: z.array(
      z.object({
        dimension: z.string(),
        label: z.string(),
        sums: z.array(z.number()).describe('In the order of SUM_FIELDS of the anomaly service'),
      }),
    ),
  }),
  indexes: [
    { name: 'by_hour', key: { tenant: 1, hour: 1 }, unique: true, serves: ['byHours', 'last'] },
    // Which hours there are, at which version and how large, is read of the index alone.
    { name: 'sizes', key: { tenant: 1, hour: 1, version: 1, n: 1 }, serves: ['between'] },
    {
      name: 'to_count',
      key: { tenant: 1, needsCounting: 1, hour: 1 },
      partialFilterExpression: { needsCounting: true },
      serves: ['toCount'],
    },
    {
      name: 'to_scan',
      key: { tenant: 1, needsScan: 1, hour: 1 },
      partialFilterExpression: { needsScan: true },
      serves: ['toScan'],
    },
    {
      name: 'to_settle',
      key: { tenant: 1, needsSettling: 1, hour: 1 },
      partialFilterExpression: { needsSettling: true },
      serves: ['toSettle'],
    },
  ],
  shardKey: { key: { tenant: 1, hour: 1 }, reason: 'Written by hour, read by ranges of hours.' },
} as const satisfies CollectionSpec;

const of = (tenant: string): { tenant: string } => ({ tenant: scalar(tenant, 'tenant') });

export const metricHourQueries = {
  byHours: (tenant: string, hours: readonly string[]): NamedQuery => ({
    index: 'by_hour',
    filter: { ...of(tenant), hour: { $in: scalars(hours, 'hour') } },
  }),
  /** From one hour to another, both included. */
  between: (tenant: string, from: string, to: string): NamedQuery => ({
    index: 'sizes',
    filter: { ...of(tenant), hour: { $gte: scalar(from, 'from'), $lte: scalar(to, 'to') } },
    sort: { hour: 1, version: 1, n: 1 },
  }),
  last: (tenant: string): NamedQuery => ({
    index: 'by_hour',
    filter: { ...of(tenant), hour: { $gte: '' } },
    sort: { hour: -1 },
  }),
  toCount: (tenant: string): NamedQuery => ({
    index: 'to_count',
    filter: { ...of(tenant), needsCounting: true },
    sort: { needsCounting: 1, hour: 1 },
  }),
  toScan: (tenant: string): NamedQuery => ({
    index: 'to_scan',
    filter: { ...of(tenant), needsScan: true },
    sort: { needsScan: 1, hour: 1 },
  }),
  toSettle: (tenant: string): NamedQuery => ({
    index: 'to_settle',
    filter: { ...of(tenant), needsSettling: true },
    sort: { needsSettling: 1, hour: 1 },
  }),
};
