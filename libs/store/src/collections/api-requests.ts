import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const apiRequests = {
  name: 'api_requests',
  owner: 'gateway',
  summary: 'Requests that carried an idempotency key, with the answer they got, for a day.',
  schema: z.object({
    ...tenantField,
    principal: z.string().min(1).describe('Who asked'),
    key: z.string().min(1).describe('`Idempotency-Key` of the request'),
    fingerprint: z.string().describe('Hash of method, path and body: another request may not use the key'),
    status: z.int().nullable().describe('HTTP status of the answer; null while it is being served'),
    answer: z.string().nullable().describe('The answer as JSON; null while it is being served'),
    begunAt: z.date(),
    expireAt: z.date().describe('When MongoDB removes it'),
  }),
  indexes: [
    { name: 'by_key', key: { tenant: 1, principal: 1, key: 1 }, unique: true, serves: ['byKey'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { tenant: 1, principal: 1, key: 1 }, reason: 'Written and read by its key only.' },
} as const satisfies CollectionSpec;

export const apiRequestQueries = {
  byKey: (tenant: string, principal: string, key: string): NamedQuery => ({
    index: 'by_key',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      principal: scalar(principal, 'principal'),
      key: scalar(key, 'key'),
    },
  }),
};
