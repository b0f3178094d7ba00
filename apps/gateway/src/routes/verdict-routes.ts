import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { toFeedbackEvent, topics } from '@convoscope/contracts';
import { precisionOf } from '@convoscope/measures';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { acceptedSchema, VERDICTS } from './schemas.ts';

export interface VerdictRouteOptions {
  store: Pick<Store, 'anomalies' | 'incidents' | 'findingFeedback'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

const precisionShape = {
  nJudged: z.int().describe('Findings that somebody judged'),
  nConfirmed: z.int().describe('Of them those that were right'),
  precision: z.number().nullable().describe('Part of them that was right; null where none was judged'),
};
const precisionSchema = nameSchema(
  'FindingPrecision',
  z
    .object({
      ...precisionShape,
      months: z
        .array(z.object({ month: z.string().describe('`YYYY-MM` (UTC)'), ...precisionShape }))
        .describe('By month in which they were judged, oldest first'),
      kinds: z
        .array(z.object({ kind: z.string().describe('Such as `latency/up`'), ...precisionShape }))
        .describe('By kind of finding, those judged most first'),
    })
    .describe('How many findings were right, of those that people judged'),
);

const MOST_JUDGED = 1000;

/** What people say of findings: it is published, and the anomaly service keeps it and learns from it. */
export function createVerdictRoutes({ store, bus, now }: VerdictRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/findings/verdicts',
      operationId: 'judgeFinding',
      needs: 'write:feedback',
      tag: 'Feedback',
      summary: 'Says that a finding or an incident is right, is none, or is one that nobody needs to know',
      description:
        'The anomaly service becomes quieter about the kind that is judged so, and about no other.',
      body: z.strictObject({
        subjectId: z.string().min(1).max(600).describe('Id of the finding or incident'),
        verdict: z.enum(VERDICTS).describe('It is right; it is none; nobody needs to know'),
        reason: z.string().min(1).max(1000).optional().describe('Why, in your words'),
      }),
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404],
      example: { body: { subjectId: 'metric-1', verdict: 'false-alarm', reason: 'A test' } },
      async handle({ tenant, principal, body: { subjectId, verdict, reason } }) {
        const found =
          (await store.incidents.findById(tenant, subjectId)) ??
          (await store.anomalies.findById(tenant, subjectId));
        if (found === null) throw notFound('finding', subjectId);
        const feedbackId = randomUUID();
        const givenAt = new Date(now()).toISOString();
        const event = toFeedbackEvent(tenant, 'gateway', {
          ...{ feedbackId, subject: 'anomaly', subjectId, field: 'isAnomalous', value: verdict },
          ...{ reason: reason ?? null, givenBy: principal, givenAt },
        });
        await bus.publish(topics.feedbackGiven, [event]);
        return { requestId: feedbackId };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/findings/precision',
      operationId: 'getFindingPrecision',
      needs: 'read:anomalies',
      tag: 'Feedback',
      summary: 'How many findings were right, of those that people judged, over time and by kind',
      response: { status: 200, schema: precisionSchema, description: 'The figures' },
      example: {},
      handle: async ({ tenant }) => precisionOf(await store.findingFeedback.findNewest(tenant, MOST_JUDGED)),
    }),
  ];
}
