import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const processingState = {
  name: 'processing_state',
  owner: 'ingestion',
  summary: 'Where each source stands, and what each run did.',
  schema: z.object({
    ...tenantField,
    source: z.string().min(1),
    state: z.looseObject({}).describe('As ingestion keeps it: cursors, speed, history'),
    updatedAt: z.date(),
  }),
  indexes: [{ name: 'by_source', key: { tenant: 1, source: 1 }, unique: true, serves: ['all'] }],
  shardKey: { key: { tenant: 1, source: 1 }, reason: 'One document a source: stays unsharded.' },
} as const satisfies CollectionSpec;

export const processingStateQueries = {
  all: (tenant: string): NamedQuery => ({
    index: 'by_source',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { source: 1 },
  }),
};
