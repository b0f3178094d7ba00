import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const signInFlows = {
  name: 'sign_in_flows',
  owner: 'gateway',
  summary:
    'People who are at the issuer of OpenID Connect just now; each is taken once, and forgotten in ten minutes.',
  schema: z.object({
    ...tenantField,
    flowHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of what the browser holds meanwhile'),
    state: z.string().min(1),
    nonce: z.string().min(1),
    verifier: z.string().min(1).describe('Of PKCE (RFC 7636)'),
    returnTo: z.string().min(1).describe('Path of the page to go to then'),
    expireAt: z.date(),
  }),
  indexes: [
    { name: 'by_flow', key: { flowHash: 1 }, unique: true, serves: ['byFlow'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { flowHash: 1 }, reason: 'Written and read by its key only.' },
} as const satisfies CollectionSpec;

export const signInFlowQueries = {
  /** Without a tenant: whose it is comes from the issuer. */
  byFlow: (flowHash: string): NamedQuery => ({
    index: 'by_flow',
    filter: { flowHash: scalar(flowHash, 'flowHash') },
  }),
};
