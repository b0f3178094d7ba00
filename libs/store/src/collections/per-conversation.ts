import { scalar, scalars } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import type { NamedQuery } from './collection-spec.ts';

/** What a deletion leaves has no revision. */
export const PRESENT = { revision: { $exists: true } };

/** Reads that every collection of one document a conversation offers. */
export const conversationQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
      ...PRESENT,
    },
  }),
  live: (tenant: string, filter: { from?: string; to?: string; source?: string } = {}): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      ...PRESENT,
      ...timeRange('startedAt', filter),
      ...(filter.source !== undefined && { source: scalar(filter.source, 'source') }),
    },
    sort: { conversationId: 1 },
  }),
};
