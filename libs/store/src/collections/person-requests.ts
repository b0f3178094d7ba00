import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const PERSON_REQUEST_KINDS = ['erase', 'export'] as const;
export const PERSON_REQUEST_STATUSES = ['requested', 'running', 'held', 'done', 'expired'] as const;

export const personRequests = {
  name: 'person_requests',
  owner: 'gateway, cli, ingestion',
  summary:
    'Requests to erase or export a person: how far they are, and the proof of what was done. Of one that is done only a hash of the person stays: it keeps what was erased from coming back.',
  schema: z.object({
    ...tenantField,
    requestId: z.string().min(1).max(100),
    kind: z.enum(PERSON_REQUEST_KINDS),
    personHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of tenant and user id'),
    userId: z.string().nullable().describe('Null once the person is erased'),
    status: z.enum(PERSON_REQUEST_STATUSES),
    waitsFor: z.array(z.string()).describe('Places that still hold something of the person'),
    heldBy: z
      .array(z.string())
      .optional()
      .describe('Legal holds that keep an erasure from being done; absent where there is none'),
    requestedBy: z.string().min(1),
    because: z.string().nullable(),
    requestedAt: z.date(),
    completedAt: z.date().nullable(),
    nConversations: z.int().nonnegative().describe('Erased or exported so far'),
    digest: z.string().describe('XOR of the SHA-256 of each conversation id and revision, as hex'),
    places: z.record(z.string(), z.int()).describe('What was removed, by place'),
    objectKey: z.string().nullable().describe('Of an export: the file'),
    proof: z.string().nullable().describe('Of an erasure: the signed document, as JSON'),
  }),
  indexes: [
    { name: 'by_request', key: { tenant: 1, requestId: 1 }, unique: true, serves: ['byId'] },
    { name: 'by_status', key: { tenant: 1, status: 1, requestedAt: 1 }, serves: ['ofStatus'] },
    {
      name: 'kept_exports',
      key: { tenant: 1, completedAt: 1 },
      partialFilterExpression: { objectKey: { $type: 'string' } },
      serves: ['exportsBefore'],
    },
    { name: 'by_person', key: { tenant: 1, personHash: 1, kind: 1 }, serves: ['erasures'] },
  ],
  shardKey: { key: { tenant: 1, requestId: 1 }, reason: 'Looked up by request.' },
} as const satisfies CollectionSpec;

export const personRequestQueries = {
  byId: (tenant: string, requestId: string): NamedQuery => ({
    index: 'by_request',
    filter: { tenant: scalar(tenant, 'tenant'), requestId: scalar(requestId, 'requestId') },
  }),
  ofStatus: (tenant: string, status: string): NamedQuery => ({
    index: 'by_status',
    filter: { tenant: scalar(tenant, 'tenant'), status: scalar(status, 'status') },
    sort: { requestedAt: 1 },
  }),
  /** Exports whose file is there, made before a moment: the oldest first. */
  exportsBefore: (tenant: string, before: Date): NamedQuery => ({
    index: 'kept_exports',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      completedAt: { $lt: before },
      objectKey: { $type: 'string' },
    },
    sort: { completedAt: 1 },
  }),
  erasures: (tenant: string, personHashes: readonly string[]): NamedQuery => ({
    index: 'by_person',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      personHash: { $in: scalars(personHashes, 'personHash') },
      kind: 'erase',
    },
  }),
};
