import { z } from 'zod';
import { scalar, scalars, whenGiven } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

export const ERROR_STATUSES = ['retrying', 'parked', 'resolved'] as const;

const RESOLVED: Expiry = { field: 'resolvedAt', where: { resolvedAt: { $type: 'date' } } };

export const processingErrors = {
  name: 'processing_errors',
  owner: 'ingestion',
  summary: 'Rows that could not be understood or fetched: why, how often, and when they are tried again.',
  schema: z.object({
    ...tenantField,
    source: z.string().min(1),
    sourceRowId: z.string().min(1),
    conversationId: z.string().nullable(),
    field: z.string().nullable(),
    reason: z.string(),
    message: z.string(),
    file: z.string().nullable().optional().describe('Name of the file it stands in; absent: not known'),
    line: z.int().positive().nullable().optional().describe('Line of the file, from 1 on'),
    record: z.int().positive().nullable().optional().describe('Record of the file, from 1 on'),
    column: z.string().nullable().optional().describe('Column it is about'),
    sample: z.string().nullable().optional().describe('What stands there, shortened and cleaned'),
    status: z.enum(ERROR_STATUSES),
    attempts: z.int().nonnegative(),
    firstSeenAt: z.date(),
    lastSeenAt: z.date(),
    nextRetryAt: z.date().nullable(),
    resolvedAt: z.date().nullable(),
  }),
  expiry: RESOLVED,
  indexes: [
    expiryIndex(RESOLVED),
    {
      name: 'by_source_row',
      key: { tenant: 1, source: 1, sourceRowId: 1 },
      unique: true,
      serves: ['unresolvedRows'],
    },
    {
      name: 'due',
      key: { tenant: 1, source: 1, status: 1, nextRetryAt: 1 },
      serves: ['due', 'open'],
    },
    { name: 'newest', key: { tenant: 1, lastSeenAt: -1, _id: -1 }, serves: ['page'] },
    {
      name: 'newest_of_status',
      key: { tenant: 1, status: 1, lastSeenAt: -1, _id: -1 },
      serves: ['page by status', 'countByStatus'],
    },
    {
      name: 'newest_of_conversation',
      key: { tenant: 1, conversationId: 1, lastSeenAt: -1, _id: -1 },
      serves: ['page by conversation'],
    },
  ],
  shardKey: {
    key: { tenant: 1, source: 1, sourceRowId: 1 },
    reason: 'Written by row; errors of one source stay near each other.',
  },
} as const satisfies CollectionSpec;

export interface ErrorFilter {
  source?: string;
  status?: string;
  conversationId?: string;
}

function indexOf(filter: ErrorFilter): string {
  if (filter.conversationId !== undefined) return 'newest_of_conversation';
  return filter.status === undefined ? 'newest' : 'newest_of_status';
}

export const processingErrorQueries = {
  due: (tenant: string, source: string, at: Date): NamedQuery => ({
    index: 'due',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
      status: 'retrying',
      nextRetryAt: { $lte: scalar(at, 'at') },
    },
    sort: { nextRetryAt: 1 },
  }),
  open: (tenant: string, source: string): NamedQuery => ({
    index: 'due',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
      status: { $in: ['retrying', 'parked'] },
    },
  }),
  page: (tenant: string, filter: ErrorFilter = {}): NamedQuery => ({
    index: indexOf(filter),
    filter: {
      tenant: scalar(tenant, 'tenant'),
      ...whenGiven('source', filter.source),
      ...whenGiven('status', filter.status),
      ...whenGiven('conversationId', filter.conversationId),
    },
    sort: { lastSeenAt: -1, _id: -1 },
  }),
  unresolvedRows: (tenant: string, source: string, rowIds: readonly string[]): NamedQuery => ({
    index: 'by_source_row',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
      sourceRowId: { $in: scalars(rowIds, 'sourceRowId') },
      status: { $ne: 'resolved' },
    },
  }),
};
