import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

const SEEN: Expiry = { field: 'lastSeenAt', where: {} };

export const errorGroups = {
  name: 'error_groups',
  owner: 'each service its own',
  summary:
    'Errors that were logged, one document a fault: how often, since when and in which release first and last.',
  schema: z.object({
    ...tenantField,
    service: z.string().min(1),
    fingerprint: z
      .string()
      .min(1)
      .describe('Of kind, code and place in the code: the same fault has the same one'),
    name: z.string(),
    code: z.string().nullable(),
    message: z.string().describe('Of the last time, without credentials'),
    frames: z.array(z.string()).describe('Where it was thrown, the innermost first'),
    count: z.int().nonnegative(),
    firstSeenAt: z.date(),
    lastSeenAt: z.date(),
    firstRelease: z.string(),
    lastRelease: z.string(),
  }),
  expiry: SEEN,
  indexes: [
    expiryIndex(SEEN),
    {
      name: 'by_fingerprint',
      key: { tenant: 1, service: 1, fingerprint: 1 },
      unique: true,
      serves: ['byFingerprint'],
    },
    { name: 'newest', key: { tenant: 1, lastSeenAt: -1, _id: -1 }, serves: ['page'] },
  ],
  shardKey: { key: { tenant: 1, service: 1, fingerprint: 1 }, reason: 'Written by fault; a few hundred.' },
} as const satisfies CollectionSpec;

export const errorGroupQueries = {
  byFingerprint: (tenant: string, service: string, fingerprint: string): NamedQuery => ({
    index: 'by_fingerprint',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      service: scalar(service, 'service'),
      fingerprint: scalar(fingerprint, 'fingerprint'),
    },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { lastSeenAt: -1, _id: -1 },
  }),
};
