import { incidentChangedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars, whenGiven } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';
import { expiryIndex, WITHDRAWN } from './expiry.ts';

export interface IncidentFilter {
  /** Days (inclusive): incidents that lie in them, with a part of them at least. */
  from?: string;
  to?: string;
  severity?: string;
  metric?: string;
}

export const incidents = {
  name: 'incidents',
  owner: 'anomaly',
  summary:
    'Findings that are one incident, each with its causes and its story. Withdrawn ones stay, and are not shown.',
  schema: incidentChangedSchema.extend({
    ...tenantField,
    isWithdrawn: z.boolean(),
    isPublished: z.boolean().describe('False between storing a change and its being published'),
    detectedAt: z.date(),
  }),
  expiry: WITHDRAWN,
  indexes: [
    expiryIndex(WITHDRAWN),
    { name: 'by_incident', key: { tenant: 1, incidentId: 1 }, unique: true, serves: ['byIds', 'ofTenant'] },
    {
      name: 'newest',
      key: { tenant: 1, isWithdrawn: 1, startedAt: -1, incidentId: -1 },
      serves: ['page', 'overlapping'],
    },
    {
      name: 'unpublished',
      key: { tenant: 1, isPublished: 1, incidentId: 1 },
      partialFilterExpression: { isPublished: false },
      serves: ['unpublished'],
    },
  ],
  shardKey: {
    key: { tenant: 1, incidentId: 1 },
    reason: 'Written and read by id; pages go to all shards, which their small number of documents allows.',
  },
} as const satisfies CollectionSpec;

/** Nothing goes on for longer: by then it has become what is expected. Bounds what is read. */
const LONGEST_MS = 60 * 86_400_000;

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString();

const startOf = (from: string): string => `${scalar(from, 'from').slice(0, 10)}T00:00:00.000Z`;
const earliestStart = (from: string): string =>
  new Date(Date.parse(startOf(from)) - LONGEST_MS).toISOString();

export const incidentQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_incident',
    filter: { tenant: scalar(tenant, 'tenant'), incidentId: { $in: scalars(ids, 'incidentId') } },
  }),
  page: (tenant: string, { from, to, severity, metric }: IncidentFilter = {}): NamedQuery => {
    const startedAt = {
      ...(to !== undefined && { $lt: dayAfter(scalar(to, 'to')) }),
      ...(from !== undefined && { $gt: earliestStart(from) }),
    };
    return {
      index: 'newest',
      filter: {
        ...{ tenant: scalar(tenant, 'tenant'), isWithdrawn: false },
        ...(Object.keys(startedAt).length > 0 && { startedAt }),
        ...(from !== undefined && { endedAt: { $gt: startOf(from) } }),
        ...whenGiven('severity', severity),
        ...whenGiven('metric', metric),
      },
      sort: { startedAt: -1, incidentId: -1 },
    };
  },
  /** All there are, those that are withdrawn too. */
  ofTenant: (tenant: string): NamedQuery => ({
    index: 'by_incident',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { incidentId: 1 },
  }),
  /** Those that stand and have an hour between two instants. */
  overlapping: (tenant: string, from: string, to: string): NamedQuery => ({
    index: 'newest',
    filter: {
      ...{ tenant: scalar(tenant, 'tenant'), isWithdrawn: false },
      startedAt: { $lt: scalar(to, 'to'), $gt: earliestStart(from) },
      endedAt: { $gt: scalar(from, 'from') },
    },
    sort: { startedAt: -1, incidentId: -1 },
  }),
  unpublished: (tenant: string): NamedQuery => ({
    index: 'unpublished',
    filter: { tenant: scalar(tenant, 'tenant'), isPublished: false },
    sort: { isPublished: 1, incidentId: 1 },
  }),
};
