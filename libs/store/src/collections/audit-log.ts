import { z } from 'zod';
import { scalar, whenGiven } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import { tenantField, type CollectionSpec, type Filter, type NamedQuery } from './collection-spec.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const auditLog = {
  name: 'audit_log',
  owner: 'gateway, cli',
  summary:
    'Who was let in to what, or was not: one entry an action, each with the hash of the one before it. Never changed, never deleted.',
  schema: z.object({
    ...tenantField,
    sequence: z.int().positive().describe('1, 2, 3 … without gaps'),
    at: z.date(),
    by: z
      .string()
      .min(1)
      .describe('Name of the API key, or of the user of the machine; `unknown` of who was not let in'),
    action: z.string().min(1).describe('Such as `dead-letter.replay`'),
    subject: z.string().min(1).describe('What it was done to'),
    because: z.string().nullable(),
    before: digest.nullable().describe('SHA-256 of what it was; null where there was nothing'),
    after: digest.nullable().describe('SHA-256 of what it became; null where it is gone'),
    previousHash: digest.nullable().describe('Hash of the entry before; null for the first'),
    hash: digest.describe('SHA-256 of all the other fields'),
  }),
  indexes: [
    {
      name: 'by_sequence',
      key: { tenant: 1, sequence: -1 },
      unique: true,
      serves: ['newest', 'page', 'between'],
    },
    {
      name: 'newest_of_action',
      key: { tenant: 1, action: 1, sequence: -1 },
      serves: ['page by action'],
    },
    { name: 'newest_of_person', key: { tenant: 1, by: 1, sequence: -1 }, serves: ['page by person'] },
    { name: 'by_time', key: { tenant: 1, at: -1, sequence: -1 }, serves: ['page by time'] },
  ],
  shardKey: {
    key: { tenant: 1 },
    reason: 'Each entry needs the one before it: a tenant stays on one shard.',
  },
} as const satisfies CollectionSpec;

export interface AuditFilter {
  action?: string;
  by?: string;
  /** Days or instants (UTC), both inclusive. */
  from?: string;
  to?: string;
}

export const auditQueries = {
  newest: (tenant: string): NamedQuery => ({
    index: 'by_sequence',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { sequence: -1 },
  }),
  between: (tenant: string, from: number, to: number): NamedQuery => ({
    index: 'by_sequence',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      sequence: { $gte: scalar(from, 'from'), $lte: scalar(to, 'to') },
    },
    sort: { sequence: 1 },
  }),
  /** What an index finds, the narrowest there is, and what of the filter is looked at in what it finds. */
  search: (
    tenant: string,
    { from, to, ...named }: AuditFilter = {},
  ): { query: NamedQuery; looked: Filter } => {
    const filter = { tenant: scalar(tenant, 'tenant') };
    const { action, by } = named;
    const looked = { ...whenGiven('action', action), ...whenGiven('by', by) };
    const time = timeBetween(from, to);
    if (time !== undefined) {
      const sort = { at: -1, sequence: -1 } as const;
      return { query: { index: 'by_time', filter: { ...filter, at: time }, sort }, looked };
    }
    const sort = { sequence: -1 } as const;
    if (by !== undefined) {
      const query = { index: 'newest_of_person', filter: { ...filter, ...whenGiven('by', by) }, sort };
      return { query, looked: whenGiven('action', action) };
    }
    const index = action === undefined ? 'by_sequence' : 'newest_of_action';
    return { query: { index, filter: { ...filter, ...looked }, sort }, looked: {} };
  },
};

/** The bounds of `timeRange` as dates. */
function timeBetween(from?: string, to?: string): Record<string, Date> | undefined {
  const { at } = timeRange('at', { ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  if (at === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(at as Record<string, string>).map(([operator, text]) => [operator, new Date(text)]),
  );
}
