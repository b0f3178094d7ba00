import { z } from 'zod';
import { LEDGER_STAGES } from '../documents.ts';
import { scalar, scalars, whenGiven } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export interface LedgerFilter {
  source?: string;
  from?: string;
  to?: string;
}

export const ledger = {
  name: 'ledger',
  owner: 'the proof (`reconcile`, and reporting for changed days)',
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
    { name: 'by_date', key: { tenant: 1, date: 1, stage: 1 }, serves: ['ofDays'] },
    {
      name: 'missing',
      key: { tenant: 1, stage: 1 },
      partialFilterExpression: { nMissing: { $gt: 0 } },
      serves: ['missing'],
    },
    {
      name: 'extra',
      key: { tenant: 1, stage: 1, date: 1 },
      partialFilterExpression: { nExtra: { $gt: 0 } },
      serves: ['extra'],
    },
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
  ofDays: (tenant: string, dates: readonly string[], stages: readonly string[]): NamedQuery => ({
    index: 'by_date',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      date: { $in: scalars(dates, 'date') },
      stage: { $in: scalars(stages, 'stage') },
    },
  }),
  /** Where a stage lacks something: costs what differs, however much was counted. */
  missing: (tenant: string): NamedQuery => ({
    index: 'missing',
    filter: { tenant: scalar(tenant, 'tenant'), nMissing: { $gt: 0 } },
  }),
  extra: (tenant: string): NamedQuery => ({
    index: 'extra',
    filter: { tenant: scalar(tenant, 'tenant'), nExtra: { $gt: 0 } },
  }),
};
