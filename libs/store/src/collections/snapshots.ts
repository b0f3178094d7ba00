import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const snapshots = {
  name: 'snapshots',
  owner: 'each service its own',
  summary: 'Small named JSON documents of a service, replaced whole with optimistic concurrency.',
  schema: z.object({
    ...tenantField,
    owner: z.string().min(1).describe('Service it belongs to'),
    name: z.string().min(1),
    version: z.int().min(1).describe('Grows by 1 with each write'),
    json: z.string().describe('The value as JSON text: exact, of any depth, and smaller than as BSON'),
    updatedAt: z.date(),
  }),
  indexes: [{ name: 'by_name', key: { tenant: 1, owner: 1, name: 1 }, unique: true, serves: ['byName'] }],
  shardKey: { key: { tenant: 1, owner: 1, name: 1 }, reason: 'Read and written by name.' },
} as const satisfies CollectionSpec;

export const snapshotQueries = {
  byName: (tenant: string, owner: string, name: string): NamedQuery => ({
    index: 'by_name',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      owner: scalar(owner, 'owner'),
      name: scalar(name, 'name'),
    },
  }),
};
