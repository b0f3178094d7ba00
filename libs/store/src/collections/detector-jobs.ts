import { detectorDataSchema, detectorNameSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

/** Only what has ended has the time. */
const ENDED: Expiry = { field: 'endedAt', where: { endedAt: { $type: 'date' } } };

export const detectorJobs = {
  name: 'detector_jobs',
  owner: 'anomaly',
  summary: 'Trainings and scorings of files, how far they are and what came of them.',
  schema: z.object({
    ...tenantField,
    jobId: z.string().min(1),
    kind: z.enum(['train', 'score']),
    name: detectorNameSchema,
    version: z.int().positive().nullable(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    data: detectorDataSchema,
    progress: z.object({
      phase: z.string(),
      share: z.number().min(0).max(1),
      secondsLeft: z.number().nonnegative().nullable(),
    }),
    error: z.string().nullable(),
    attempts: z.int().nonnegative().describe('How often it was begun'),
    holder: z.string().nullable().describe('Who works on it'),
    leaseUntil: z.date().describe('Until then it is not taken over'),
    requestedBy: z.string().min(1),
    requestedAt: z.date(),
    endedAt: z.date().nullable(),
  }),
  expiry: ENDED,
  indexes: [
    expiryIndex(ENDED),
    { name: 'by_job', key: { tenant: 1, jobId: 1 }, unique: true, serves: ['byId'] },
    { name: 'newest', key: { tenant: 1, requestedAt: -1, _id: -1 }, serves: ['page'] },
    { name: 'open', key: { tenant: 1, endedAt: 1, leaseUntil: 1 }, serves: ['open'] },
  ],
  shardKey: { key: { tenant: 1, jobId: 1 }, reason: 'Written by job.' },
} as const satisfies CollectionSpec;

export const detectorJobQueries = {
  byId: (tenant: string, jobId: string): NamedQuery => ({
    index: 'by_job',
    filter: { tenant: scalar(tenant, 'tenant'), jobId: scalar(jobId, 'jobId') },
  }),
  page: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { requestedAt: -1, _id: -1 },
  }),
  /** Jobs that wait, or whose holder has gone; the longest first. */
  open: (tenant: string, now: Date): NamedQuery => ({
    index: 'open',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      endedAt: null,
      leaseUntil: { $lte: now },
    },
    sort: { leaseUntil: 1 },
  }),
};
