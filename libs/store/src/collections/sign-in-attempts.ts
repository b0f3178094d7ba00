import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const signInAttempts = {
  name: 'sign_in_attempts',
  owner: 'gateway',
  summary: 'How often a name was tried with a password that did not fit, for a quarter of an hour.',
  schema: z.object({
    ...tenantField,
    key: z.string().min(1).describe('SHA-256 of the name, or of a browser that it was signed in from before'),
    nTried: z.int().min(0),
    expireAt: z.date().describe('When it is forgotten'),
  }),
  indexes: [
    { name: 'by_key', key: { tenant: 1, key: 1 }, unique: true, serves: ['byKey'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { tenant: 1, key: 1 }, reason: 'Written and read by its key only.' },
} as const satisfies CollectionSpec;

export const signInAttemptQueries = {
  byKey: (tenant: string, key: string): NamedQuery => ({
    index: 'by_key',
    filter: { tenant: scalar(tenant, 'tenant'), key: scalar(key, 'key') },
  }),
};
