import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const MARK_KINDS = ['hour', 'month', 'user'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const measureMarks = {
  name: 'measure_marks',
  owner: 'reporting',
  summary:
    'Buckets of measures that something changed in since they were measured. Only inserted and deleted: nothing can be marked away.',
  schema: z.object({
    ...tenantField,
    kind: z.enum(MARK_KINDS),
    key: z.string().describe('The hour, month or user'),
  }),
  indexes: [{ name: 'by_key', key: { tenant: 1, kind: 1, key: 1 }, serves: ['ofKind', 'ofKeys'] }],
  shardKey: { key: { tenant: 1, kind: 1, key: 1 }, reason: 'Written, read and removed by bucket.' },
} as const satisfies CollectionSpec;

export const markQueries = {
  ofKind: (tenant: string, kind: MarkKind): NamedQuery => ({
    index: 'by_key',
    filter: { tenant: scalar(tenant, 'tenant'), kind: scalar(kind, 'kind') },
    sort: { key: 1 },
  }),
  ofKeys: (tenant: string, kind: MarkKind, keys: readonly string[]): NamedQuery => ({
    index: 'by_key',
    filter: { tenant: scalar(tenant, 'tenant'), kind: scalar(kind, 'kind'), key: { $in: [...keys] } },
  }),
};
