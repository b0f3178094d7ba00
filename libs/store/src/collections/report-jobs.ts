import { REPORT_PERIODS } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

/** Only what has ended has the time. */
const ENDED: Expiry = { field: 'endedAt', where: { endedAt: { $type: 'date' } } };

const REPORT_JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export const reportJobs = {
  name: 'report_jobs',
  owner: 'reporting',
  summary: 'Reports that were asked for or are due by a schedule, how far they are and what came of them.',
  schema: z.object({
    ...tenantField,
    jobId: z.string().min(1),
    schedule: z.string().nullable().describe('Name of the schedule; null of one that was asked for'),
    dueAt: z.date().describe('When it was to be made'),
    isMadeUp: z.boolean().describe('It was missed at its time'),
    period: z.enum(REPORT_PERIODS),
    date: z.iso.date(),
    template: z.string().nullable(),
    filters: z.record(z.string(), z.array(z.string())),
    language: z.string().nullable().describe('Null: that of the template'),
    formats: z.array(z.string()),
    recipients: z.array(z.string()),
    state: z.enum(REPORT_JOB_STATES),
    phase: z.string().describe('What is being done, or was last'),
    share: z.number().min(0).max(1).describe('How much of it is done'),
    reportId: z.string().nullable().describe('What came of it'),
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
    {
      name: 'newest_of_schedule',
      key: { tenant: 1, schedule: 1, dueAt: -1, jobId: -1 },
      serves: ['page'],
    },
    { name: 'open', key: { endedAt: 1, leaseUntil: 1 }, serves: ['open'] },
  ],
  shardKey: { key: { tenant: 1, jobId: 1 }, reason: 'Written by job.' },
} as const satisfies CollectionSpec;

export const reportJobQueries = {
  byId: (tenant: string, jobId: string): NamedQuery => ({
    index: 'by_job',
    filter: { tenant: scalar(tenant, 'tenant'), jobId: scalar(jobId, 'jobId') },
  }),
  /** Of one schedule, or those that somebody asked for. */
  page: (tenant: string, schedule: string | null): NamedQuery => ({
    index: 'newest_of_schedule',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      schedule: schedule === null ? null : scalar(schedule, 'schedule'),
    },
    sort: { dueAt: -1, jobId: -1 },
  }),
  /** Jobs of every tenant that wait, or whose holder has gone; the longest first. */
  open: (now: Date): NamedQuery => ({
    index: 'open',
    filter: { endedAt: null, leaseUntil: { $lte: now } },
    sort: { leaseUntil: 1 },
  }),
};
