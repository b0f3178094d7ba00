import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'disabled'] as const;

export const webhookDeliveries = {
  name: 'webhook_deliveries',
  owner: 'notifications, cli',
  summary: 'Events on their way to webhook endpoints: one document an event and endpoint.',
  schema: z.object({
    ...tenantField,
    endpoint: z.string().min(1).describe('Name of the endpoint in the settings'),
    eventId: z.string().min(1).describe('`ce_id` of the event, sent as `webhook-id`'),
    topic: z.string().min(1),
    key: z.string().describe('Key of the event, such as the conversation id'),
    body: z.string().nullable().describe('JSON as it is posted; null once it is delivered'),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z
      .int()
      .nonnegative()
      .describe('Posts that were answered or given up, since the last retry by hand'),
    nextAttemptAt: z
      .date()
      .nullable()
      .describe('When it is due; of a claimed one, when the claim runs out; null unless pending'),
    claim: z.string().nullable().describe('Who is posting it: a token made anew with every claim'),
    publishedAt: z.date().describe('When the event was appended to its topic'),
    createdAt: z.date(),
    deliveredAt: z.date().nullable(),
    lastFailedAt: z.date().nullable(),
    lastError: z.string().nullable(),
    expireAt: z.date().nullable().describe('When MongoDB removes it; null while it is pending'),
  }),
  indexes: [
    {
      name: 'by_event',
      key: { tenant: 1, endpoint: 1, eventId: 1 },
      unique: true,
      serves: ['byEvents'],
    },
    {
      name: 'due',
      key: { tenant: 1, endpoint: 1, status: 1, nextAttemptAt: 1 },
      serves: ['due', 'ofStatus'],
    },
    {
      name: 'oldest_of_status',
      key: { tenant: 1, endpoint: 1, status: 1, publishedAt: 1 },
      serves: ['oldestPending'],
    },
    {
      name: 'last_failures',
      key: { tenant: 1, endpoint: 1, lastFailedAt: -1 },
      serves: ['lastFailures'],
    },
    { name: 'by_key', key: { tenant: 1, key: 1 }, serves: ['ofKeys'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: {
    key: { tenant: 1, endpoint: 1, eventId: 1 },
    reason: 'Written by event; what is due is asked for by endpoint.',
  },
} as const satisfies CollectionSpec;

const ofEndpoint = (tenant: string, endpoint: string) => ({
  tenant: scalar(tenant, 'tenant'),
  endpoint: scalar(endpoint, 'endpoint'),
});

export const webhookDeliveryQueries = {
  ofKeys: (tenant: string, keys: readonly string[]): NamedQuery => ({
    index: 'by_key',
    filter: { tenant: scalar(tenant, 'tenant'), key: { $in: scalars(keys, 'key') } },
  }),
  byEvents: (tenant: string, endpoint: string, eventIds: readonly string[]): NamedQuery => ({
    index: 'by_event',
    filter: { ...ofEndpoint(tenant, endpoint), eventId: { $in: scalars(eventIds, 'eventId') } },
  }),
  due: (tenant: string, endpoint: string, at: Date): NamedQuery => ({
    index: 'due',
    filter: {
      ...ofEndpoint(tenant, endpoint),
      status: 'pending',
      nextAttemptAt: { $lte: scalar(at, 'at') },
    },
    sort: { nextAttemptAt: 1 },
  }),
  ofStatus: (tenant: string, endpoint: string, status: string): NamedQuery => ({
    index: 'due',
    filter: { ...ofEndpoint(tenant, endpoint), status: scalar(status, 'status') },
    sort: { nextAttemptAt: 1 },
  }),
  oldestPending: (tenant: string, endpoint: string): NamedQuery => ({
    index: 'oldest_of_status',
    filter: { ...ofEndpoint(tenant, endpoint), status: 'pending' },
    sort: { publishedAt: 1 },
  }),
  lastFailures: (tenant: string, endpoint: string): NamedQuery => ({
    index: 'last_failures',
    filter: { ...ofEndpoint(tenant, endpoint), lastFailedAt: { $gt: new Date(0) } },
    sort: { lastFailedAt: -1 },
  }),
};
