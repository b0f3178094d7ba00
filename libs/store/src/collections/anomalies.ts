import { anomalyDetectedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars, whenGiven } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';
import { expiryIndex, WITHDRAWN } from './expiry.ts';

export interface AnomalyFilter {
  from?: string;
  to?: string;
  kind?: string;
  severity?: string;
  metric?: string;
}

export const anomalies = {
  name: 'anomalies',
  owner: 'anomaly',
  summary: 'Findings: unusual conversations, metric windows and records, each with its explanation.',
  schema: anomalyDetectedSchema.extend({ ...tenantField, detectedAt: z.date() }),
  expiry: WITHDRAWN,
  indexes: [
    expiryIndex(WITHDRAWN),
    { name: 'by_anomaly', key: { tenant: 1, anomalyId: 1 }, unique: true, serves: ['byIds'] },
    { name: 'newest', key: { tenant: 1, detectedFor: -1, anomalyId: -1 }, serves: ['page'] },
  ],
  shardKey: {
    key: { tenant: 1, anomalyId: 1 },
    reason: 'Written and read by id; pages go to all shards, which their small number of documents allows.',
  },
} as const satisfies CollectionSpec;

export const anomalyQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_anomaly',
    filter: { tenant: scalar(tenant, 'tenant'), anomalyId: { $in: scalars(ids, 'anomalyId') } },
  }),
  page: (tenant: string, filter: AnomalyFilter = {}): NamedQuery => ({
    index: 'newest',
    filter: {
      ...{ tenant: scalar(tenant, 'tenant'), isWithdrawn: { $ne: true } },
      ...timeRange('detectedFor', filter),
      ...whenGiven('kind', filter.kind),
      ...whenGiven('severity', filter.severity),
      ...whenGiven('metric', filter.metric),
    },
    sort: { detectedFor: -1, anomalyId: -1 },
  }),
};
