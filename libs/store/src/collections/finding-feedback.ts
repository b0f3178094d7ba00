import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

/** What a person said of a finding: it is one, it is none, or it is one that nobody needs to know. */
export const VERDICTS = ['confirmed', 'rejected', 'false-alarm'] as const;

export const findingFeedback = {
  name: 'finding_feedback',
  owner: 'anomaly',
  summary: 'What people said of findings and incidents, the last word on each. Thresholds follow it.',
  schema: z.object({
    ...tenantField,
    subjectId: z.string().min(1).describe('Finding or incident'),
    kind: z
      .string()
      .min(1)
      .describe('What is judged together, such as `latency/up` or `conversation/answer time`'),
    verdict: z.enum(VERDICTS),
    reason: z.string().nullable(),
    strength: z.number().positive().describe('How far beyond its threshold it was: 1 is just beyond'),
    givenBy: z.string().min(1),
    givenAt: z.iso.datetime(),
  }),
  indexes: [
    {
      name: 'by_subject',
      key: { tenant: 1, subjectId: 1 },
      unique: true,
      serves: ['bySubject', 'ofSubjects'],
    },
    { name: 'newest', key: { tenant: 1, givenAt: -1, subjectId: -1 }, serves: ['newest'] },
  ],
  shardKey: { key: { tenant: 1, subjectId: 1 }, reason: 'Written by hand: few documents, read together.' },
} as const satisfies CollectionSpec;

export const feedbackQueries = {
  bySubject: (tenant: string, subjectId: string): NamedQuery => ({
    index: 'by_subject',
    filter: { tenant: scalar(tenant, 'tenant'), subjectId: scalar(subjectId, 'subjectId') },
  }),
  ofSubjects: (tenant: string, subjectIds: readonly string[]): NamedQuery => ({
    index: 'by_subject',
    filter: { tenant: scalar(tenant, 'tenant'), subjectId: { $in: scalars(subjectIds, 'subjectId') } },
  }),
  newest: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant'), givenAt: { $gte: '' } },
    sort: { givenAt: -1, subjectId: -1 },
  }),
};
