import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const sessions = {
  name: 'sessions',
  owner: 'gateway, cli',
  summary:
    'People who are signed in, one document a browser. What the browser holds is not stored, only its hash.',
  schema: z.object({
    ...tenantField,
    sessionId: z.string().regex(/^[0-9a-f]{16}$/),
    hash: hash.describe('SHA-256 of what the browser holds'),
    previousHash: hash.nullable().describe('Of what it held before, for requests that were on their way'),
    previousUntil: z.date().nullable(),
    csrf: z.string().min(1).describe('What the page sends with every change, as proof that it is our page'),
    kind: z.enum(['password', 'oidc']).describe('How the person signed in'),
    subject: z.string().min(1).describe('The account; of OpenID Connect issuer and subject'),
    name: z.string().min(1).describe('As the audit log names the person'),
    roles: z.array(z.string()).nullable().describe('As the issuer said; null: those of the account'),
    createdAt: z.date(),
    rotatedAt: z.date(),
    seenAt: z.date().describe('To within a minute'),
    endsAt: z.date().describe('When it ends, however much it is used'),
    expireAt: z.date().describe('When it ends unless it is used; then MongoDB removes it'),
  }),
  indexes: [
    { name: 'by_session', key: { sessionId: 1 }, unique: true, serves: ['byId'] },
    { name: 'of_subject', key: { tenant: 1, subject: 1, createdAt: 1 }, serves: ['ofSubject'] },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: { key: { sessionId: 1 }, reason: 'Looked up by what the browser holds.' },
} as const satisfies CollectionSpec;

export const sessionQueries = {
  /** Without a tenant: the session is what says whose it is. */
  byId: (sessionId: string): NamedQuery => ({
    index: 'by_session',
    filter: { sessionId: scalar(sessionId, 'sessionId') },
  }),
  ofSubject: (tenant: string, subject: string): NamedQuery => ({
    index: 'of_subject',
    filter: { tenant: scalar(tenant, 'tenant'), subject: scalar(subject, 'subject') },
    sort: { createdAt: 1 },
  }),
};
