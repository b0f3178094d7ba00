import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const count = z.int().nonnegative();
const sum = z.object({ n: count, sum: z.number(), squares: z.number() });

export const userHours = {
  name: 'user_hours',
  owner: 'reporting',
  summary: 'What each user did in each hour: what the row of a user is the sum of.',
  schema: z.object({
    ...tenantField,
    userId: z.string(),
    at: z.string().describe('`2026-03-12T14` (UTC)'),
    nConversations: count,
    nMessages: count,
    nAnomalies: count,
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    sentiment: sum,
    quality: sum,
    topics: z.array(z.array(z.any())).describe('Topic and how many conversations, by topic'),
    languages: z.array(z.string()),
    models: z.array(z.string()),
  }),
  indexes: [
    {
      name: 'by_hour',
      key: { tenant: 1, at: 1, userId: 1 },
      unique: true,
      serves: ['ofHours'],
    },
    { name: 'by_user', key: { tenant: 1, userId: 1, at: 1 }, serves: ['ofUsers', 'ofUsersIn'] },
  ],
  shardKey: {
    key: { tenant: 1, at: 1, userId: 1 },
    reason: 'Written by hour; what one user did is gathered from the shards.',
  },
} as const satisfies CollectionSpec;

export const userHourQueries = {
  ofHours: (tenant: string, hours: readonly string[]): NamedQuery => ({
    index: 'by_hour',
    filter: { tenant: scalar(tenant, 'tenant'), at: { $in: scalars(hours, 'at') } },
    sort: { at: 1, userId: 1 },
  }),
  ofUsers: (tenant: string, userIds: readonly string[]): NamedQuery => ({
    index: 'by_user',
    filter: { tenant: scalar(tenant, 'tenant'), userId: { $in: scalars(userIds, 'userId') } },
    sort: { userId: 1, at: 1 },
  }),
  ofUsersIn: (
    tenant: string,
    userIds: readonly string[],
    { from, to }: { from: string; to: string },
  ): NamedQuery => ({
    index: 'by_user',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      userId: { $in: scalars(userIds, 'userId') },
      at: { $gte: scalar(from, 'from'), $lte: `${scalar(to, 'to')}\uffff` },
    },
    sort: { userId: 1, at: 1 },
  }),
};
