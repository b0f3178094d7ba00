import { conversationIngestedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import {
  conversationIndex,
  conversationShardKey,
  tenantField,
  type CollectionSpec,
  type NamedQuery,
} from './collection-spec.ts';
import { DELETIONS, expiryIndex } from './expiry.ts';

export const conversationMessages = {
  name: 'conversation_messages',
  owner: 'ingestion',
  summary:
    'One document a conversation, with its messages at its newest revision. A deletion that came before its conversation leaves a document of the required fields only.',
  schema: conversationIngestedSchema
    .partial()
    .required({ conversationId: true, sequence: true })
    .extend({
      ...tenantField,
      sourceRowId: z.string().min(1).optional(),
      ingestedAt: z.date().optional(),
      deletedAt: z.date().nullable().describe('When it was noticed to be gone; null while it is there'),
    }),
  expiry: DELETIONS,
  indexes: [
    expiryIndex(DELETIONS),
    conversationIndex(['byIds', 'live', 'liveAmong', 'changedSince']),
    {
      name: 'by_source_row',
      key: { tenant: 1, source: 1, sourceRowId: 1, conversationId: 1 },
      serves: ['bySource', 'bySourceRows'],
    },
    {
      name: 'of_source',
      key: { tenant: 1, source: 1, startedAt: 1, conversationId: 1 },
      serves: ['ofWindow'],
    },
    { name: 'of_user', key: { tenant: 1, userId: 1, conversationId: 1 }, serves: ['ofUser'] },
    {
      // All that the ledger asks for, so that no document with its texts is read.
      name: 'refs',
      key: {
        ...{ tenant: 1, startedAt: 1, conversationId: 1, source: 1 },
        ...{ revision: 1, ingestedAt: 1, deletedAt: 1 },
      },
      serves: ['refs'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

/** What makes a conversation live. */
export const LIVE = { deletedAt: null };

export const messageQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
      revision: { $exists: true },
    },
  }),
  /** Deletions too: what is gone at its source still holds its texts. */
  ofUser: (tenant: string, userId: string): NamedQuery => ({
    index: 'of_user',
    filter: { tenant: scalar(tenant, 'tenant'), userId: scalar(userId, 'userId') },
    sort: { conversationId: 1 },
  }),
  live: (tenant: string, filter: { from?: string; to?: string; source?: string } = {}): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      ...LIVE,
      ...timeRange('startedAt', filter),
      ...(filter.source !== undefined && { source: scalar(filter.source, 'source') }),
    },
    sort: { conversationId: 1 },
  }),
  /** Deletions too: that nothing is deleted cannot be asked of an index alone. */
  refs: (tenant: string, { from = '', to }: { from?: string; to?: string } = {}): NamedQuery => ({
    index: 'refs',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      startedAt: {
        $gte: scalar(from, 'from'),
        ...(to !== undefined && { $lt: `${scalar(to, 'to')}\uffff` }),
      },
    },
    sort: { startedAt: 1, conversationId: 1 },
  }),
  liveAmong: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
      ...LIVE,
    },
  }),
  /** Of one source, by when they began; deletions too: what is gone at its source still holds its texts. */
  ofWindow: (
    tenant: string,
    source: string,
    { from, before }: { from: string | null; before: string },
  ): NamedQuery => ({
    index: 'of_source',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
      startedAt: { $gte: from === null ? '' : scalar(from, 'from'), $lt: scalar(before, 'before') },
    },
    sort: { startedAt: 1, conversationId: 1 },
  }),
  changedSince: (tenant: string, ids: readonly string[], since: Date): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
      $or: [{ ingestedAt: { $gte: since } }, { deletedAt: { $gte: since } }],
    },
  }),
  bySource: (tenant: string, source: string): NamedQuery => ({
    index: 'by_source_row',
    filter: { tenant: scalar(tenant, 'tenant'), source: scalar(source, 'source'), ...LIVE },
    sort: { sourceRowId: 1, conversationId: 1 },
  }),
  bySourceRows: (tenant: string, source: string, rowIds: readonly string[]): NamedQuery => ({
    index: 'by_source_row',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
      sourceRowId: { $in: scalars(rowIds, 'sourceRowId') },
      ...LIVE,
    },
  }),
};
