import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const usage = {
  name: 'usage',
  owner: 'gateway',
  summary: 'What of each limit was taken, by whom and in which window of time.',
  schema: z.object({
    ...tenantField,
    key: z.string().min(1).describe('What is limited, and of whom: `requests/api-key/…`, `rows`'),
    windowAt: z.date().describe('When the window began'),
    nTaken: z.int().min(0).describe('Handed out to replicas: at most what the limit allows'),
    expireAt: z.date().describe('When MongoDB removes it'),
  }),
  indexes: [
    { name: 'by_window', key: { tenant: 1, key: 1, windowAt: 1 }, unique: true, serves: ['byWindow'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { tenant: 1, key: 1 }, reason: 'Written and read by its key only.' },
} as const satisfies CollectionSpec;

export const usageQueries = {
  byWindow: (tenant: string, key: string, windowAt: Date): NamedQuery => ({
    index: 'by_window',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      key: scalar(key, 'key'),
      windowAt: scalar(windowAt, 'windowAt'),
    },
  }),
};
