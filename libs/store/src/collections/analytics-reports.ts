import { REPORT_PERIODS } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, whenGiven } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type Expiry, type NamedQuery } from './collection-spec.ts';
import { expiryIndex } from './expiry.ts';

/** By when it was last written: a report on old days that was written today is new. */
const REPORTS: Expiry = { field: 'createdAt', where: {} };

export const analyticsReports = {
  name: 'analytics_reports',
  owner: 'reporting',
  summary: 'Reports as data; their files lie in object storage.',
  schema: z.object({
    ...tenantField,
    reportId: z.string().min(1),
    period: z.enum(REPORT_PERIODS),
    template: z
      .string()
      .nullable()
      .optional()
      .describe('Template that says what is in it; null or absent: all there is'),
    title: z.string().optional().describe('Of one by a template'),
    from: z.iso.date(),
    to: z.iso.date().describe('Last day, inclusive'),
    revision: z.string().describe('Hash of the content'),
    content: z.looseObject({}).describe('The figures of the report'),
    artefacts: z.array(
      z.object({ format: z.enum(['json', 'html']), objectKey: z.string(), sizeBytes: z.int().nonnegative() }),
    ),
    createdAt: z.date(),
  }),
  expiry: REPORTS,
  indexes: [
    expiryIndex(REPORTS),
    { name: 'by_report', key: { tenant: 1, reportId: 1 }, unique: true, serves: ['byId', 'every'] },
    { name: 'newest', key: { tenant: 1, template: 1, from: -1, reportId: -1 }, serves: ['page'] },
    { name: 'by_end', key: { tenant: 1, to: 1, reportId: 1 }, serves: ['endingBefore'] },
    {
      name: 'newest_of_period',
      key: { tenant: 1, template: 1, period: 1, from: -1, reportId: -1 },
      serves: ['page by period'],
    },
  ],
  shardKey: {
    key: { tenant: 1, reportId: 1 },
    reason: 'A few hundred a year and tenant: stays unsharded until tenants are many.',
  },
} as const satisfies CollectionSpec;

export const reportQueries = {
  endingBefore: (tenant: string, day: string): NamedQuery => ({
    index: 'by_end',
    filter: { tenant: scalar(tenant, 'tenant'), to: { $lt: scalar(day, 'day') } },
    sort: { to: 1, reportId: 1 },
  }),
  byId: (tenant: string, reportId: string): NamedQuery => ({
    index: 'by_report',
    filter: { tenant: scalar(tenant, 'tenant'), reportId: scalar(reportId, 'reportId') },
  }),
  every: (tenant: string): NamedQuery => ({
    index: 'by_report',
    filter: { tenant: scalar(tenant, 'tenant'), reportId: { $gte: '' } },
    sort: { reportId: 1 },
  }),
  /** Of one template, or those of none. */
  page: (tenant: string, filter: { period?: string; template?: string } = {}): NamedQuery => ({
    index: filter.period === undefined ? 'newest' : 'newest_of_period',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      template: filter.template === undefined ? null : scalar(filter.template, 'template'),
      ...whenGiven('period', filter.period),
    },
    sort: { from: -1, reportId: -1 },
  }),
};
