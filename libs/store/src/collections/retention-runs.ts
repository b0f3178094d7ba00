import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const RETENTION_RUN_KINDS = ['preview', 'run'] as const;
export const RETENTION_RUN_STATUSES = ['requested', 'running', 'done', 'refused'] as const;

const expiringConversation = z.object({
  conversationId: z.string(),
  source: z.string(),
  startedAt: z.string(),
  sequence: z.int().nonnegative(),
  revision: z.string(),
});

export const retentionRuns = {
  name: 'retention_runs',
  owner: 'gateway, cli, ingestion',
  summary:
    'Previews of what policies of retention remove, and runs that removed it: how far they are, and how much went.',
  schema: z.object({
    ...tenantField,
    runId: z.string().min(1).max(100),
    kind: z.enum(RETENTION_RUN_KINDS),
    status: z.enum(RETENTION_RUN_STATUSES),
    requestedBy: z.string().min(1),
    because: z.string().nullable(),
    requestedAt: z.date(),
    completedAt: z.date().nullable(),
    expect: z.string().nullable().describe('Digest of a preview: the run removes that, or nothing'),
    problem: z.string().nullable().describe('Why it was refused'),
    scopes: z
      .array(z.object({ source: z.string(), before: z.iso.date(), n: z.int().nonnegative() }))
      .describe('Of each source the first day that stays, and how many conversations went'),
    reportsBefore: z.iso.date().nullable().describe('Reports that end before this day go; null: none'),
    holds: z.array(z.string()).describe('Holds that were in force'),
    nConversations: z.int().nonnegative(),
    digest: z.string().describe('XOR of the SHA-256 of each conversation’s id and revision'),
    counts: z
      .record(z.string(), z.record(z.string(), z.int()))
      .describe('What goes, by UTC day and place; of a run so far'),
    pending: z
      .array(expiringConversation)
      .describe('What is being removed: written before anything is, so that it is counted once'),
    pendingReport: z
      .object({ reportId: z.string(), revision: z.string(), files: z.array(z.string()) })
      .nullable()
      .describe('The report that is being removed, with its files'),
    pendingCounts: z.record(z.string(), z.record(z.string(), z.int())),
    expireAt: z.date().describe('When MongoDB removes it'),
  }),
  indexes: [
    { name: 'by_run', key: { tenant: 1, runId: 1 }, unique: true, serves: ['byId'] },
    { name: 'by_status', key: { status: 1, requestedAt: 1 }, serves: ['ofStatus'] },
    { name: 'newest', key: { tenant: 1, requestedAt: -1, runId: -1 }, serves: ['page'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { tenant: 1, runId: 1 }, reason: 'One a day and tenant.' },
} as const satisfies CollectionSpec;

export const retentionRunQueries = {
  byId: (tenant: string, runId: string): NamedQuery => ({
    index: 'by_run',
    filter: { tenant: scalar(tenant, 'tenant'), runId: scalar(runId, 'runId') },
  }),
  /** Of all tenants, the oldest first. */
  ofStatus: (status: string): NamedQuery => ({
    index: 'by_status',
    filter: { status: scalar(status, 'status') },
    sort: { requestedAt: 1 },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { requestedAt: -1, runId: -1 },
  }),
};
