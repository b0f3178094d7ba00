import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { feedbackGivenSchema, topics } from '@convoscope/contracts';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toRequestEvent } from './request-event.ts';

const FIELDS = ['topic', 'intent', 'sentiment', 'isAnomalous'] as const;

const feedbackSchema = nameSchema(
  'FeedbackAccepted',
  feedbackGivenSchema.pick({ feedbackId: true }).describe('The feedback was accepted, and is on its topic'),
);

export interface FeedbackRouteOptions {
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

export function createFeedbackRoutes({ bus, now }: FeedbackRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/feedback',
      operationId: 'giveFeedback',
      needs: 'write:feedback',
      tag: 'Feedback',
      summary: 'Corrects a category of a conversation, or a finding',
      description: 'It is published on `feedback.given.v1`, for whoever learns from it.',
      body: z.strictObject({
        subject: z.enum(['category', 'anomaly']).describe('What is corrected'),
        subjectId: z.string().min(1).max(512).describe('Conversation id or anomaly id'),
        field: z.enum(FIELDS).describe('Which value of it'),
        value: z.string().min(1).max(200).describe('What it should be'),
      }),
      response: { status: 202, schema: feedbackSchema, description: 'Accepted' },
      example: {
        body: { subject: 'category', subjectId: 'conversation-1', field: 'topic', value: 'billing' },
      },
      async handle({ tenant, principal, body }) {
        const feedbackId = randomUUID();
        const requestedAt = new Date(now()).toISOString();
        const data = { feedbackId, ...body, givenBy: principal, givenAt: requestedAt };
        const { feedbackGiven } = topics;
        const event = toRequestEvent(feedbackGiven, tenant, feedbackId, data, requestedAt);
        await bus.publish(feedbackGiven, [event]);
        return { feedbackId };
      },
    }),
  ];
}
