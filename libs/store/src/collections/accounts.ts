import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const accounts = {
  name: 'accounts',
  owner: 'gateway, cli',
  summary:
    'People who sign in with a password: what each may do, and the hash of it. No password is stored. One that is disabled stays, so that its name in the audit log means one person for good.',
  schema: z.object({
    ...tenantField,
    accountId: z.string().regex(/^[0-9a-f]{16}$/),
    name: z.string().min(1).max(100).describe('Under which the person signs in; lower case'),
    roles: z.array(z.string().min(1)).min(1),
    passwordHash: z.string().min(1).describe('argon2id, with its salt and its parameters'),
    passwordAt: z.date().describe('When it was set'),
    totpSecret: z.string().nullable().describe('Of the second factor, base32; null: there is none'),
    totpPending: z.string().nullable().describe('Of a second factor that was not confirmed yet'),
    totpStep: z.int().nullable().describe('The last 30 seconds whose code was used: none is taken twice'),
    devices: z
      .array(z.string())
      .describe('SHA-256 of what browsers hold that this person signed in from, newest last'),
    createdBy: z.string().min(1),
    createdAt: z.date(),
    signedInAt: z.date().nullable(),
    disabledAt: z.date().nullable(),
  }),
  indexes: [
    { name: 'by_account', key: { accountId: 1 }, unique: true, serves: ['byId'] },
    { name: 'by_name', key: { tenant: 1, name: 1 }, unique: true, serves: ['byName', 'page'] },
  ],
  shardKey: { key: { accountId: 1 }, reason: 'Looked up by the account of each session.' },
} as const satisfies CollectionSpec;

export const accountQueries = {
  /** Without a tenant: a session says which account it is of. */
  byId: (accountId: string): NamedQuery => ({
    index: 'by_account',
    filter: { accountId: scalar(accountId, 'accountId') },
  }),
  byName: (tenant: string, name: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), name: scalar(name, 'name') },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), name: { $gte: '' } },
    sort: { name: 1 },
  }),
};
