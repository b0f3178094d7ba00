import { REPORT_PERIODS } from '@convoscope/contracts';
import type { ReportJobDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createPlanChanger, type ReportPlanRouteOptions } from './report-template-routes.ts';
import { acceptedSchema } from './schemas.ts';

export const reportJobSchema = nameSchema(
  'ReportJob',
  z
    .object({
      jobId: z.string().describe('Id of the job: of a requested report its `requestId`'),
      schedule: z.string().nullable().describe('Name of its schedule; null of one that was asked for'),
      dueAt: z.iso.datetime().describe('When it was to be made (UTC)'),
      isMadeUp: z.boolean().describe('It was missed at its time'),
      period: z.enum(REPORT_PERIODS).describe('How long a time it is on'),
      date: z.iso.date().describe('A day of that time (UTC)'),
      template: z.string().nullable().describe('What it is made by; null: all there is'),
      filters: z.record(z.string(), z.array(z.string())).describe('Only these conversations'),
      language: z.string().nullable().describe('Null: that of the template'),
      formats: z.array(z.string()).describe('Files that are sent'),
      recipients: z.array(z.string()).describe('Whom it is sent to'),
      state: z
        .enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
        .describe('A waiting one with an error is tried again'),
      phase: z.string().describe('What is being done, or was last'),
      share: z.number().describe('How much of it is done, 0 to 1'),
      reportId: z.string().nullable().describe('What came of it'),
      error: z.string().nullable().describe('What went wrong last'),
      attempts: z.int().describe('How often it was begun'),
      requestedBy: z.string().describe('Who asked for it, or saved the schedule'),
      requestedAt: z.iso.datetime().describe('When it was planned (UTC)'),
      endedAt: z.iso.datetime().nullable().describe('When it ended (UTC)'),
    })
    .describe('A report that was asked for or is due, and how far it is'),
);

export const toJob = ({
  tenant: _tenant,
  holder: _holder,
  leaseUntil: _leaseUntil,
  ...job
}: ReportJobDocument) => ({
  ...job,
  dueAt: job.dueAt.toISOString(),
  requestedAt: job.requestedAt.toISOString(),
  endedAt: job.endedAt?.toISOString() ?? null,
});

const jobParams = z.strictObject({ jobId: z.string().min(1).max(200).describe('Of the job') });

/** Reports on their way. */
export function createReportJobRoutes(options: ReportPlanRouteOptions): Route[] {
  const { store } = options;
  const change = createPlanChanger(options);
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/report-jobs/{jobId}',
      operationId: 'getReportJob',
      needs: 'read:reports',
      tag: 'Reports',
      summary: 'How far a report is that was asked for or is due, and what came of it',
      description: 'It is known from when reporting has read the request: some milliseconds later.',
      params: jobParams,
      response: { status: 200, schema: reportJobSchema, description: 'The job' },
      errors: [404],
      example: { params: { jobId: 'report-job-1' } },
      handle: async ({ tenant, params: { jobId } }) => toJob(await findJob(store, tenant, jobId)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/report-jobs/{jobId}/cancel',
      operationId: 'cancelReportJob',
      needs: 'write:reports',
      tag: 'Reports',
      summary: 'Stops a report that is not done; what was stored of it stays, and nothing is sent',
      params: jobParams,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404, 409],
      example: { params: { jobId: 'report-job-2' } },
      async handle({ tenant, principal, params: { jobId } }) {
        const job = await findJob(store, tenant, jobId);
        if (job.endedAt !== null)
          throw new HttpProblem(409, 'has-ended', `The job has ended already: it is ${job.state}.`);
        return change(tenant, principal, { kind: 'job', name: jobId, change: 'cancelled', definition: null });
      },
    }),
  ];
}

async function findJob(
  { reportJobs }: Pick<Store, 'reportJobs'>,
  tenant: string,
  jobId: string,
): Promise<ReportJobDocument> {
  const job = await reportJobs.findById(tenant, jobId);
  if (job === null) throw notFound('job', jobId);
  return job;
}
