import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const text = z.string().nullable();

export const reportPlans = {
  name: 'report_plans',
  owner: 'reporting',
  summary:
    'Templates and schedules of reports that people wrote, each with its versions. A removed one stays, and is not used.',
  schema: z.object({
    ...tenantField,
    kind: z.enum(['template', 'schedule']),
    name: z.string().min(1),
    version: z.int().positive().describe('1, 2, 3 …: one more with each change'),
    definition: text.describe('As it holds now, as YAML; null of a removed one'),
    isPaused: z.boolean().describe('Of a schedule: it waits to be resumed'),
    nextDueAt: z
      .date()
      .nullable()
      .describe('Of a schedule: the next time that is not planned yet; null of one that does not run'),
    nSkipped: z
      .int()
      .nonnegative()
      .describe('Of a schedule: missed times that were too many to be made up for'),
    savedBy: z.string().min(1),
    savedAt: z.iso.datetime(),
    requestId: z
      .string()
      .min(1)
      .describe('Of the request that it was last changed by: a repeat changes nothing'),
    history: z
      .array(
        z.object({
          version: z.int().positive(),
          definition: text,
          savedBy: z.string(),
          savedAt: z.iso.datetime(),
        }),
      )
      .max(100)
      .describe('Every version, the newest last'),
  }),
  indexes: [
    { name: 'by_name', key: { tenant: 1, kind: 1, name: 1 }, unique: true, serves: ['all', 'byName'] },
    { name: 'due', key: { nextDueAt: 1 }, serves: ['due'] },
  ],
  shardKey: {
    key: { tenant: 1, kind: 1, name: 1 },
    reason: 'Some hundred documents a tenant, read together.',
  },
} as const satisfies CollectionSpec;

export type ReportPlanKind = 'template' | 'schedule';

export const reportPlanQueries = {
  all: (tenant: string, kind: ReportPlanKind): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), kind: scalar(kind, 'kind'), name: { $gte: '' } },
    sort: { name: 1 },
  }),
  byName: (tenant: string, kind: ReportPlanKind, name: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), kind: scalar(kind, 'kind'), name: scalar(name, 'name') },
  }),
  /** Of every tenant, the longest due first. */
  due: (now: Date): NamedQuery => ({
    index: 'due',
    filter: { nextDueAt: { $lte: now } },
    sort: { nextDueAt: 1 },
  }),
};
