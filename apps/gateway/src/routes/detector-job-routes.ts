import { resultKeyOf } from '@convoscope/registry';
import { z } from 'zod';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createAskDetector, type DetectorRouteOptions } from './detector-requests.ts';
import { jobSchema, toJob } from './detector-schemas.ts';
import { defined, pageOf, pagingShape } from './paging.ts';
import { acceptedSchema } from './schemas.ts';

const jobParams = z.strictObject({ jobId: z.string().min(1).max(100).describe('Of the job') });
const JOB = { params: { jobId: 'job-1' } };

/** Trainings, and scorings of files. */
export function createDetectorJobRoutes(options: DetectorRouteOptions): Route[] {
  const { store, objects } = options;
  const ask = createAskDetector(options);
  const find = async (tenant: string, jobId: string) => {
    const job = await store.detectorJobs.findById(tenant, jobId);
    if (job === null) throw notFound('job', jobId);
    return job;
  };
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/detector-jobs',
      operationId: 'listDetectorJobs',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Trainings and scorings of files, newest first',
      query: z.strictObject(pagingShape),
      response: { status: 200, schema: pageOf(jobSchema), description: 'A page of jobs' },
      example: {},
      async handle({ tenant, query: { limit, cursor } }) {
        const page = await store.detectorJobs.findPage(tenant, { limit, ...defined({ cursor }) });
        return { ...page, items: page.items.map(toJob) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/detector-jobs/{jobId}',
      operationId: 'getDetectorJob',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'How far a job is, and what came of it',
      description: 'It is known from when the anomaly service has read the request: some milliseconds later.',
      params: jobParams,
      response: { status: 200, schema: jobSchema, description: 'The job' },
      errors: [404],
      example: JOB,
      handle: async ({ tenant, params: { jobId } }) => toJob(await find(tenant, jobId)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/detector-jobs/{jobId}/detections',
      operationId: 'getDetections',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'The scores of a file: row from 0 on, score, rank, probability, is_anomaly',
      params: jobParams,
      response: { status: 200, contentType: 'text/csv; charset=utf-8', description: 'CSV, a line a row' },
      errors: [404],
      example: { params: { jobId: 'job-2' } },
      async handle({ tenant, params: { jobId } }) {
        await find(tenant, jobId);
        const found = await objects.get(resultKeyOf(tenant, jobId));
        if (found === null) throw notFound('result of the job', jobId);
        return found.body;
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/detector-jobs/{jobId}/cancel',
      operationId: 'cancelDetectorJob',
      needs: 'run:detections',
      tag: 'Detectors',
      summary: 'Stops a job; nothing of it stays',
      params: jobParams,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404, 409],
      example: { params: { jobId: 'job-3' } },
      async handle({ params: { jobId }, ...asked }) {
        const job = await find(asked.tenant, jobId);
        if (job.endedAt !== null)
          throw new HttpProblem(409, 'has-ended', `The job has ended already: it is ${job.state}.`);
        return ask(asked, 'cancel', job.name, { jobId });
      },
    }),
  ];
}
