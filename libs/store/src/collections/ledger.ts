import { z } from 'zod';
import { LEDGER_STAGES } from '../documents.ts';
import { scalar, whenGiven } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export interface LedgerFilter {
  source?: string;
  from?: string;
  to?: string;
}

export const ledger = {
  name: 'ledger',
  owner: 'cli (reconcile)',
  summary: 'What each stage held for one source and day when it was last counted.',
  schema: z.object({
    ...tenantField,
    source: z.string().min(1),
    date: z.iso.date(),
    stage: z.enum(LEDGER_STAGES),
    count: z.int().nonnegative(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .describe('Order-independent fingerprint of ids and revisions'),
    nMissing: z.int().nonnegative().describe('Not at this stage, or at another revision'),
    nExtra: z.int().nonnegative().describe('Twice there, of another day, or not known to the source'),
    nNotCompared: z.int().nonnegative().describe("Older than the topic's retention: not expected there"),
    countedAt: z.date(),
  }),
  indexes: [
    { name: 'by_stage', key: { tenant: 1, source: 1, date: 1, stage: 1 }, unique: true, serves: ['all'] },
  ],
  shardKey: {
    key: { tenant: 1 },
    reason: 'Replaced whole for a tenant in one transaction: a tenant stays on one shard.',
  },
} as const satisfies CollectionSpec;

export const ledgerQueries = {
  all: (tenant: string, filter: LedgerFilter = {}): NamedQuery => ({
    index: 'by_stage',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      ...whenGiven('source', filter.source),
      ...timeRange('date', filter),
    },
    sort: { source: 1, date: 1, stage: 1 },
  }),
};
