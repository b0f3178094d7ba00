import { scalar, scalars } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import type { NamedQuery } from './collection-spec.ts';

/** Reads that every collection of one document a conversation offers. */
export const conversationQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation',
    filter: { tenant: scalar(tenant, 'tenant'), conversationId: { $in: scalars(ids, 'conversationId') } },
  }),
  live: (tenant: string, filter: { from?: string; to?: string; source?: string } = {}): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      ...timeRange('startedAt', filter),
      ...(filter.source !== undefined && { source: scalar(filter.source, 'source') }),
    },
    sort: { conversationId: 1 },
  }),
};
