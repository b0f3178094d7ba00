import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { YamlFaults } from '@convoscope/config';
import { REPORT_ID, REPORT_PERIODS, topics, type ReportRequested } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import {
  filtersOf,
  filtersSchema,
  languageSchema,
  reportIdFor,
  type TemplateOrder,
} from '@convoscope/reports';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { authorise } from '../access/authorise.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { daySchema, defined, pageOf, pagingShape } from './paging.ts';
import { findTemplate, planName } from './report-template-routes.ts';
import { toRequestEvent } from './request-event.ts';
import { acceptedSchema, reportRowSchema } from './schemas.ts';

const reportAcceptedSchema = nameSchema(
  'ReportAccepted',
  acceptedSchema
    .extend({ reportId: z.string().describe('Id that the report has, or will have: 404 until it is done') })
    .describe('The report was asked for: another service makes it'),
);

export interface ReportRouteOptions {
  store: Store;
  bus: Bus;
  objects: ObjectStore;
  now: () => number;
}

export const reportIdSchema = z.string().max(120).regex(REPORT_ID);
const reportParams = z.strictObject({ reportId: reportIdSchema });

const requestSchema = z.strictObject({
  period: z
    .enum(REPORT_PERIODS)
    .optional()
    .describe('Default: that of the template; without one it is needed'),
  date: daySchema,
  template: planName.optional().describe('What is in it; default: all there is'),
  filters: filtersSchema.optional(),
  language: languageSchema.optional(),
});

export function createReportRoutes({ store, bus, objects, now }: ReportRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports',
      operationId: 'listReports',
      needs: 'read:reports',
      tag: 'Reports',
      summary: 'Finished reports, newest first',
      query: z.strictObject({
        period: z.enum(REPORT_PERIODS).optional(),
        template: planName.optional().describe('Only those by this template; default: those by none'),
        ...pagingShape,
      }),
      response: { status: 200, schema: pageOf(reportRowSchema), description: 'A page of reports' },
      example: { query: { period: 'monthly' } },
      handle: ({ tenant, query: { limit, cursor, period, template } }) =>
        store.reports.findPage(tenant, defined({ period, template }), { limit, ...defined({ cursor }) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports/{reportId}',
      operationId: 'getReport',
      needs: 'read:reports',
      tag: 'Reports',
      summary: 'One report as data',
      params: reportParams,
      response: {
        status: 200,
        schema: reportRowSchema.extend({ content: z.looseObject({}) }),
        description: 'The report',
      },
      errors: [404],
      example: { params: { reportId: 'monthly-2026-01-01' } },
      async handle({ tenant, params }) {
        const report = await store.reports.findById(tenant, params.reportId);
        if (report === null) throw notFound('report', params.reportId);
        return report;
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports/{reportId}/html',
      operationId: 'getReportPage',
      needs: 'read:reports',
      tag: 'Reports',
      summary: 'One report as a self-contained page',
      params: reportParams,
      response: { status: 200, contentType: 'text/html; charset=utf-8', description: 'The page' },
      errors: [404],
      example: { params: { reportId: 'monthly-2026-01-01' } },
      async handle({ tenant, params, reply }) {
        const report = await store.reports.findById(tenant, params.reportId);
        const artefact = report?.artefacts.find(({ format }) => format === 'html');
        const object = artefact && (await objects.get(artefact.objectKey));
        if (!object) throw notFound('report page', params.reportId);
        reply.header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups",
        );
        return object.body;
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/reports',
      operationId: 'requestReport',
      needs: 'write:reports',
      tag: 'Reports',
      summary: 'Asks for a report; it appears in the list when it is done',
      description:
        'By a template it is made anew with the figures of now. Filters narrow what the template says; those by user need `read:users` too. `requestId` is the id of the job that says how far it is.',
      body: requestSchema,
      response: { status: 202, schema: reportAcceptedSchema, description: 'Accepted' },
      example: { body: { period: 'daily', date: '2026-01-05' } },
      async handle({ tenant, principal, caller, body }) {
        const { date, template: name, filters = {}, language } = body;
        if (filters.user !== undefined) authorise(caller, 'read:users');
        const order = await orderOf(store, tenant, body);
        const period = body.period ?? order?.template.period;
        if (period === undefined) throw refused('period', 'is missing: write daily, weekly or monthly');
        const requestId = randomUUID();
        const data: ReportRequested = {
          ...{ requestId, period, date, requestedAt: new Date(now()).toISOString(), requestedBy: principal },
          ...(name !== undefined && { template: name }),
          ...(order !== undefined && { filters: order.filters as Record<string, string[]> }),
          ...(language !== undefined && { language }),
        };
        await bus.publish(topics.reportsRequested, [
          toRequestEvent(topics.reportsRequested, tenant, requestId, data, data.requestedAt),
        ]);
        return { requestId, reportId: reportIdFor(period, date, order) };
      },
    }),
  ];
}

const refused = (path: string, message: string): HttpProblem =>
  new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [{ in: 'body', path, message }],
  });

/** What is asked for beside the days; throws a problem where it does not fit its template. */
async function orderOf(
  store: Pick<Store, 'reportPlans'>,
  tenant: string,
  { template: name, filters = {}, language }: z.infer<typeof requestSchema>,
): Promise<TemplateOrder | undefined> {
  if (name === undefined) {
    if (Object.keys(filters).length > 0 || language !== undefined)
      throw refused('template', 'is missing: filters and language are those of a template');
    return undefined;
  }
  const template = await findTemplate(store, tenant, name);
  try {
    filtersOf(template, filters);
  } catch (error) {
    if (error instanceof YamlFaults) throw refused('filters', error.message);
    throw error;
  }
  return { template, filters, ...(language !== undefined && { language }) };
}
