import { z } from 'zod';
import { scalar, whenGiven } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const auditLog = {
  name: 'audit_log',
  owner: 'gateway, cli',
  summary:
    'Who did what by hand: one entry an action, each with the hash of the one before it. Never changed, never deleted.',
  schema: z.object({
    ...tenantField,
    sequence: z.int().positive().describe('1, 2, 3 … without gaps'),
    at: z.date(),
    by: z.string().min(1).describe('Name of the API key, or of the user of the machine'),
    action: z.string().min(1).describe('Such as `dead-letter.replay`'),
    subject: z.string().min(1).describe('What it was done to'),
    because: z.string().nullable(),
    before: digest.nullable().describe('SHA-256 of what it was; null where there was nothing'),
    after: digest.nullable().describe('SHA-256 of what it became; null where it is gone'),
    previousHash: digest.nullable().describe('Hash of the entry before; null for the first'),
    hash: digest.describe('SHA-256 of all the other fields'),
  }),
  indexes: [
    { name: 'by_sequence', key: { tenant: 1, sequence: -1 }, unique: true, serves: ['newest', 'page'] },
    {
      name: 'newest_of_action',
      key: { tenant: 1, action: 1, sequence: -1 },
      serves: ['page by action'],
    },
  ],
  shardKey: {
    key: { tenant: 1 },
    reason: 'Each entry needs the one before it: a tenant stays on one shard.',
  },
} as const satisfies CollectionSpec;

export const auditQueries = {
  newest: (tenant: string): NamedQuery => ({
    index: 'by_sequence',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { sequence: -1 },
  }),
  page: (tenant: string, filter: { action?: string } = {}): NamedQuery => ({
    index: filter.action === undefined ? 'by_sequence' : 'newest_of_action',
    filter: { tenant: scalar(tenant, 'tenant'), ...whenGiven('action', filter.action) },
    sort: { sequence: -1 },
  }),
};
