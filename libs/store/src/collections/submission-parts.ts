import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const count = z.int().nonnegative();

export const submissionParts = {
  name: 'submission_parts',
  owner: 'ingestion',
  summary: 'What became of conversations that were sent over the API: one document an event, for a month.',
  schema: z.object({
    ...tenantField,
    submissionId: z.string().min(1),
    part: count.describe('Number of the event within the submission, from 0 on'),
    isLast: z.boolean(),
    source: z.string().min(1),
    nRows: count,
    nPublished: count,
    nUnchanged: count,
    nRejected: count.describe('They are processing errors of the source'),
    processedAt: z.date(),
    expireAt: z.date().describe('When MongoDB removes it'),
  }),
  indexes: [
    {
      name: 'by_part',
      key: { tenant: 1, submissionId: 1, part: 1 },
      unique: true,
      serves: ['ofSubmission'],
    },
    { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0, serves: [] },
  ],
  shardKey: {
    key: { tenant: 1, submissionId: 1, part: 1 },
    reason: 'Written by part, read by submission.',
  },
} as const satisfies CollectionSpec;

export const submissionQueries = {
  ofSubmission: (tenant: string, submissionId: string): NamedQuery => ({
    index: 'by_part',
    filter: { tenant: scalar(tenant, 'tenant'), submissionId: scalar(submissionId, 'submissionId') },
    sort: { part: 1 },
  }),
};
