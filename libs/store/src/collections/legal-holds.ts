import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const legalHolds = {
  name: 'legal_holds',
  owner: 'gateway, cli',
  summary:
    'What must be kept whatever policies and erasures say: by person, source and days. One that is released stays, with who released it.',
  schema: z.object({
    ...tenantField,
    holdId: z.string().min(1).max(100),
    because: z.string().min(1).describe('The case it is about'),
    personHash: z.string().nullable().describe('SHA-256 of tenant and user id; null: of everybody'),
    source: z.string().nullable().describe('Null: of every source'),
    from: z.iso.date().nullable().describe('First UTC day, inclusive; null: from the first there is'),
    to: z.iso.date().nullable().describe('Last UTC day, inclusive; null: without end'),
    placedBy: z.string().min(1),
    placedAt: z.date(),
    releasedBy: z.string().nullable(),
    releasedBecause: z.string().nullable(),
    releasedAt: z.date().nullable().describe('Null while it holds'),
  }),
  indexes: [
    { name: 'by_hold', key: { tenant: 1, holdId: 1 }, unique: true, serves: ['byId'] },
    { name: 'by_release', key: { tenant: 1, releasedAt: 1, placedAt: 1 }, serves: ['active'] },
    { name: 'newest', key: { tenant: 1, placedAt: -1, holdId: -1 }, serves: ['page'] },
  ],
  shardKey: { key: { tenant: 1, holdId: 1 }, reason: 'A few a year.' },
} as const satisfies CollectionSpec;

export const legalHoldQueries = {
  byId: (tenant: string, holdId: string): NamedQuery => ({
    index: 'by_hold',
    filter: { tenant: scalar(tenant, 'tenant'), holdId: scalar(holdId, 'holdId') },
  }),
  active: (tenant: string): NamedQuery => ({
    index: 'by_release',
    filter: { tenant: scalar(tenant, 'tenant'), releasedAt: null },
    sort: { placedAt: 1 },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { placedAt: -1, holdId: -1 },
  }),
};
