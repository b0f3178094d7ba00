import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import {
  CATEGORISATION_SNAPSHOTS,
  categoryModelSchema,
  feedbackGivenSchema,
  toFeedbackEvent,
  topics,
} from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';

const FIELDS = ['topic', 'intent', 'sentiment', 'isAnomalous'] as const;

const feedbackSchema = nameSchema(
  'FeedbackAccepted',
  feedbackGivenSchema.pick({ feedbackId: true }).describe('The feedback was accepted, and is on its topic'),
);

export interface FeedbackRouteOptions {
  store: Pick<Store, 'categories' | 'snapshots'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

export function createFeedbackRoutes({ store, bus, now }: FeedbackRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/feedback',
      operationId: 'giveFeedback',
      needs: 'write:feedback',
      tag: 'Feedback',
      summary: 'Corrects a category of a conversation, or a finding',
      description:
        'It is published on `feedback.given.v1`. What is said of a category stands over the model from then on, and the next model learns from it; `GET /api/v1/categorisation` lists the labels and says what was learned.',
      body: z.strictObject({
        subject: z.enum(['category', 'anomaly']).describe('What is corrected'),
        subjectId: z.string().min(1).max(512).describe('Conversation id or anomaly id'),
        field: z.enum(FIELDS).describe('Which value of it'),
        value: z.string().min(1).max(200).describe('What it should be'),
      }),
      response: { status: 202, schema: feedbackSchema, description: 'Accepted' },
      errors: [404],
      example: {
        body: { subject: 'category', subjectId: 'conversation-1', field: 'topic', value: 'billing' },
      },
      async handle({ tenant, principal, body }) {
        if (body.subject === 'category') await checkCorrection(store, tenant, body);
        const feedbackId = randomUUID();
        const givenAt = new Date(now()).toISOString();
        const data = { feedbackId, ...body, givenBy: principal, givenAt };
        await bus.publish(topics.feedbackGiven, [toFeedbackEvent(tenant, 'gateway', data)]);
        return { feedbackId };
      },
    }),
  ];
}

/** Refuses at once what the categorisation service would leave out. */
async function checkCorrection(
  store: FeedbackRouteOptions['store'],
  tenant: string,
  { subjectId, field, value }: { subjectId: string; field: string; value: string },
): Promise<void> {
  if ((await store.categories.findById(tenant, subjectId)) === null)
    throw notFound('categorised conversation', subjectId);
  const { owner, model } = CATEGORISATION_SNAPSHOTS;
  const stored = await store.snapshots.get(tenant, owner, model);
  // Before the service has started for the first time nobody can say what it knows.
  if (stored === null) return;
  const { labels } = categoryModelSchema.parse(stored.value);
  const known = labels[field as keyof typeof labels] as readonly string[] | undefined;
  if (known?.includes(value)) return;
  const problem =
    known === undefined
      ? `a category has no ${field}: topic, intent or sentiment`
      : `${JSON.stringify(value)} is no ${field}: ${known.join(', ')}`;
  throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [{ in: 'body', path: known === undefined ? 'field' : 'value', message: problem }],
  });
}
