import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const apiKeys = {
  name: 'api_keys',
  owner: 'gateway, cli',
  summary:
    'API keys: what each may do, and the hash of it. No key is stored. A revoked one stays, so that its name in the audit log means one key for good.',
  schema: z.object({
    ...tenantField,
    keyId: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .describe('The part of the key that names it'),
    name: z.string().min(1).max(100).describe('As the audit log names it'),
    hash: hash.describe('SHA-256 of the key'),
    previousHash: hash.nullable().describe('Of the key before the last rotation'),
    previousUntil: z.date().nullable().describe('Until when the one before holds too'),
    roles: z.array(z.string().min(1)).min(1),
    scopes: z.array(z.string()).nullable().describe('What of its roles it may use; null: all'),
    createdBy: z.string().min(1),
    createdAt: z.date(),
    rotatedAt: z.date().nullable(),
    expiresAt: z.date().nullable(),
    revokedAt: z.date().nullable(),
    lastUsedAt: z.date().nullable().describe('To within some minutes'),
  }),
  indexes: [
    { name: 'by_key', key: { keyId: 1 }, unique: true, serves: ['byKey'] },
    { name: 'by_name', key: { tenant: 1, name: 1 }, unique: true, serves: ['page'] },
  ],
  shardKey: { key: { keyId: 1 }, reason: 'Looked up by the key alone: it is what says whose it is.' },
} as const satisfies CollectionSpec;

export const apiKeyQueries = {
  /** Without a tenant: the key is what says whose it is. */
  byKey: (keyId: string): NamedQuery => ({ index: 'by_key', filter: { keyId: scalar(keyId, 'keyId') } }),
  page: (tenant: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), name: { $gte: '' } },
    sort: { name: 1 },
  }),
};
