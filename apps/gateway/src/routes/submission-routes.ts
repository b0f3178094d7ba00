import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { MESSAGE_ROLES, metadataSchema, topics, type ConversationsSubmitted } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toRequestEvent } from './request-event.ts';
import { instant } from './schemas.ts';

const MAX_SENT = 100;
const SOURCE = 'api';

const sentConversationSchema = nameSchema(
  'SentConversation',
  z
    .strictObject({
      id: z
        .string()
        .trim()
        .min(1)
        .max(512)
        .describe('Your id of it: sent again, it takes the place of what it was'),
      title: z.string().max(1_000).nullish().describe('Title, where it has one'),
      userId: z.string().max(512).nullish().describe('Who talks'),
      model: z.string().max(200).nullish().describe('The AI model that answered'),
      startedAt: z.iso
        .datetime({ offset: true })
        .nullish()
        .describe('Default: the first message that says when'),
      endedAt: z.iso
        .datetime({ offset: true })
        .nullish()
        .describe('Default: the last message that says when'),
      metadata: metadataSchema.optional().describe('What else is known of it; scalars'),
      messages: z
        .array(
          z.strictObject({
            role: z.enum(MESSAGE_ROLES).describe('Who wrote it'),
            content: z.string().describe('Its text'),
            sentAt: z.iso.datetime({ offset: true }).nullish().describe('When it was sent'),
          }),
        )
        .min(1)
        .max(10_000)
        .describe('In order'),
    })
    .describe('A conversation as an application sends it'),
);

const submissionAcceptedSchema = nameSchema(
  'SubmissionAccepted',
  z
    .object({
      submissionId: z.string().describe('What became of it can be looked up by it'),
      source: z.string(),
      nConversations: z.int(),
    })
    .describe('The conversations were accepted, and are on their topic'),
);

const submissionSchema = nameSchema(
  'Submission',
  z
    .object({
      submissionId: z.string(),
      source: z.string(),
      isDone: z.boolean().describe('All of it was stored and published, or refused'),
      nRows: z.int().describe('Conversations looked at'),
      nPublished: z.int().describe('Stored and published: every stage works on them'),
      nUnchanged: z.int().describe('They were there already, just so'),
      nRejected: z.int().describe('Refused: listProcessingErrors says why, by source'),
      processedAt: instant.describe('When its newest part was processed (UTC)'),
    })
    .describe('What became of conversations that were sent'),
);

export interface SubmissionRouteOptions {
  store: Pick<Store, 'submissions'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

type Sent = z.infer<typeof sentConversationSchema>;

export function createSubmissionRoutes({ store, bus, now }: SubmissionRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/conversations',
      operationId: 'sendConversations',
      needs: 'write:conversations',
      tag: 'Ingestion',
      summary: 'Takes in conversations that an application sends',
      description:
        'Up to 100 at a time, 1 MiB together. They go through the rules of every source, belong to the source `api`, and replace what was sent of the same id.',
      body: z.strictObject({
        conversations: z.array(sentConversationSchema).min(1).max(MAX_SENT).describe('Which ones'),
      }),
      response: { status: 202, schema: submissionAcceptedSchema, description: 'Accepted' },
      example: {
        body: {
          conversations: [
            {
              id: 'ticket-4711',
              userId: 'user-1',
              model: 'model-a',
              messages: [
                { role: 'user', content: 'Where is my invoice?', sentAt: '2026-01-12T07:59:00Z' },
                { role: 'assistant', content: 'It is in your inbox.', sentAt: '2026-01-12T07:59:20Z' },
              ],
            },
          ],
        },
      },
      async handle({ tenant, principal, body }) {
        refuseTwins(body.conversations);
        const submissionId = randomUUID();
        const submittedAt = new Date(now()).toISOString();
        const data: ConversationsSubmitted = {
          ...{ submissionId, part: 0, isLast: true, source: SOURCE, submittedBy: principal, submittedAt },
          rows: body.conversations.map(toRow),
        };
        const topic = topics.conversationsSubmitted;
        await bus.publish(topic, [
          toRequestEvent(topic, tenant, keyOf(data), data, submittedAt, submissionId),
        ]);
        return { submissionId, source: SOURCE, nConversations: body.conversations.length };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/submissions/{submissionId}',
      operationId: 'getSubmission',
      needs: 'write:conversations',
      tag: 'Ingestion',
      summary: 'What became of conversations that were sent',
      description: 'Known as soon as the first of them was processed, for 30 days.',
      params: z.strictObject({
        submissionId: z.string().min(1).max(100).describe('As the answer to sending said'),
      }),
      response: { status: 200, schema: submissionSchema, description: 'Its state' },
      errors: [404],
      example: { params: { submissionId: 'submission-1' } },
      async handle({ tenant, params: { submissionId } }) {
        const found = await store.submissions.find(tenant, submissionId);
        if (found !== null) return found;
        throw new HttpProblem(
          404,
          'not-found',
          `Nothing is known of submission ${JSON.stringify(submissionId)}.`,
          {
            detail: 'Where it was accepted a moment ago, none of it has been processed yet: ask again.',
          },
        );
      },
    }),
  ];
}

/** Which of two would count nobody could say. */
function refuseTwins(conversations: readonly Sent[]): void {
  const seen = new Set<string>();
  for (const [i, { id }] of conversations.entries()) {
    if (seen.has(id))
      throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
        errors: [{ in: 'body', path: `conversations.${i}.id`, message: 'is the id of an earlier one' }],
      });
    seen.add(id);
  }
}

/** A single one is in order with what is sent of it later. */
const keyOf = ({ rows, submissionId }: ConversationsSubmitted): string =>
  rows.length === 1 ? (rows[0]?.rowId ?? submissionId) : submissionId;

const toRow = ({ metadata = {}, ...sent }: Sent): ConversationsSubmitted['rows'][number] => ({
  rowId: sent.id,
  columns: { ...metadata, ...sent },
});
