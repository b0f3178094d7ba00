import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

const count = z.int().nonnegative();

/** Users without a conversation that is left. */
const GONE: Expiry = { field: 'updatedAt', where: { nConversations: 0 } };

export const userAnalytics = {
  name: 'user_analytics',
  owner: 'reporting',
  summary: 'One row a user: how much, about what, how it went.',
  schema: z.object({
    ...tenantField,
    userId: z.string(),
    nConversations: count,
    nMessages: count,
    firstSeenAt: z.date(),
    lastSeenAt: z.date(),
    topTopics: z.array(z.object({ topic: z.string(), count })),
    languages: z.array(z.string()),
    models: z.array(z.string()),
    meanSentiment: z.number().min(-1).max(1).nullable(),
    meanQuality: z.number().min(0).max(1).nullable(),
    nAnomalies: count,
    updatedAt: z.date(),
    written: z.string().optional().describe('Another with each writing: two writers must collide'),
  }),
  expiry: GONE,
  indexes: [
    expiryIndex(GONE),
    { name: 'by_user', key: { tenant: 1, userId: 1 }, unique: true, serves: ['byId'] },
    { name: 'busiest', key: { tenant: 1, nConversations: -1, userId: 1 }, serves: ['page'] },
    { name: 'unhappiest', key: { tenant: 1, meanSentiment: 1, userId: 1 }, serves: ['unhappiest'] },
    { name: 'latest', key: { tenant: 1, lastSeenAt: -1, userId: 1 }, serves: ['latest'] },
    { name: 'first_seen', key: { tenant: 1, firstSeenAt: 1 }, serves: ['firstSeen'] },
  ],
  shardKey: {
    key: { tenant: 1, userId: 1 },
    reason: 'Written and read by user; the page of the busiest users merges the shards in order.',
  },
} as const satisfies CollectionSpec;

export const userQueries = {
  byId: (tenant: string, userId: string): NamedQuery => ({
    index: 'by_user',
    filter: { tenant: scalar(tenant, 'tenant'), userId: scalar(userId, 'userId') },
  }),
  /** Users who came for the first time on some days and still have conversations. */
  firstSeen: (tenant: string, { from, to }: { from: string; to: string }): NamedQuery => ({
    index: 'first_seen',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      firstSeenAt: { $gte: new Date(`${from}T00:00:00Z`), $lte: new Date(`${to}T23:59:59.999Z`) },
      nConversations: { $gt: 0 },
    },
    sort: { firstSeenAt: 1 },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'busiest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { nConversations: -1, userId: 1 },
  }),
  /** Lowest mean sentiment first; only users of whom it is known. */
  unhappiest: (tenant: string): NamedQuery => ({
    index: 'unhappiest',
    filter: { tenant: scalar(tenant, 'tenant'), meanSentiment: { $gte: -1 } },
    sort: { meanSentiment: 1, userId: 1 },
  }),
  latest: (tenant: string): NamedQuery => ({
    index: 'latest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { lastSeenAt: -1, userId: 1 },
  }),
};
