import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { REPORT_PERIODS, reportIdOf, topics } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { daySchema, defined, pageOf, pagingShape } from './paging.ts';
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

export const reportIdSchema = z.string().regex(/^(daily|weekly|monthly)-\d{4}-\d{2}-\d{2}$/);
const reportParams = z.strictObject({ reportId: reportIdSchema });

export function createReportRoutes({ store, bus, objects, now }: ReportRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/reports',
      operationId: 'listReports',
      needs: 'read:reports',
      tag: 'Reports',
      summary: 'Finished reports, newest first',
      query: z.strictObject({ period: z.enum(REPORT_PERIODS).optional(), ...pagingShape }),
      response: { status: 200, schema: pageOf(reportRowSchema), description: 'A page of reports' },
      example: { query: { period: 'monthly' } },
      handle: ({ tenant, query: { limit, cursor, period } }) =>
        store.reports.findPage(tenant, defined({ period }), { limit, ...defined({ cursor }) }),
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
      body: z.strictObject({ period: z.enum(REPORT_PERIODS), date: daySchema }),
      response: { status: 202, schema: reportAcceptedSchema, description: 'Accepted' },
      example: { body: { period: 'daily', date: '2026-01-05' } },
      async handle({ tenant, principal, body }) {
        const requestId = randomUUID();
        const data = {
          requestId,
          ...body,
          requestedAt: new Date(now()).toISOString(),
          requestedBy: principal,
        };
        await bus.publish(topics.reportsRequested, [
          toRequestEvent(topics.reportsRequested, tenant, requestId, data, data.requestedAt),
        ]);
        return { requestId, reportId: reportIdOf(body.period, body.date) };
      },
    }),
  ];
}
