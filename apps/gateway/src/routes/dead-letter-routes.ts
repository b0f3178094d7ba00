import type { Bus } from '@convoscope/bus';
import { allTopics, type Topic } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { createDeadLetterDesk } from '../dead-letters/dead-letter-desk.ts';
import {
  deadLetterSchema,
  toDeadLetterView,
  toWholeDeadLetterView,
  wholeDeadLetterSchema,
} from '../dead-letters/dead-letter-view.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { pagingShape } from './paging.ts';

const topicName = z.enum(allTopics.map((topic) => topic.name) as [string, ...string[]]);
const letterId = z.string().regex(/^\d{1,9}-\d{1,19}$/);
const because = z.string().trim().min(1).max(500);

export interface DeadLetterRouteOptions {
  store: Pick<Store, 'auditLog'>;
  bus: Pick<Bus, 'listDeadLetters' | 'replayDeadLetters' | 'dropDeadLetters'>;
  now: () => number;
  /** Of the installation: who sees letters that name no tenant. */
  homeTenant: string;
}

function topicOf(name: string): Topic {
  const topic = allTopics.find((candidate) => candidate.name === name);
  if (!topic) throw notFound('topic', name);
  return topic;
}

export function createDeadLetterRoutes({ store, bus, now, homeTenant }: DeadLetterRouteOptions): Route[] {
  const desk = createDeadLetterDesk({
    ...{ bus, auditLog: store.auditLog, now },
    isOf: (tenant, letterTenant) => (letterTenant ?? homeTenant) === tenant,
  });
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/dead-letters',
      operationId: 'listDeadLetters',
      needs: 'read:dead-letters',
      tag: 'Processing',
      summary: 'Events that could not be processed, and those that wait behind them',
      query: z.strictObject({ topic: topicName.optional(), limit: pagingShape.limit }),
      response: {
        status: 200,
        schema: z.object({ items: z.array(deadLetterSchema) }),
        description: 'Dead letters that are neither replayed nor dropped',
      },
      example: { query: { limit: 10 } },
      async handle({ tenant, query }) {
        const wanted = allTopics.filter((topic) => query.topic === undefined || topic.name === query.topic);
        const lists = await Promise.all(wanted.map((topic) => desk.list(topic, query.limit, tenant)));
        return { items: lists.flat().map(toDeadLetterView) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/dead-letters/{topic}/{id}',
      operationId: 'getDeadLetter',
      needs: 'read:dead-letters',
      tag: 'Processing',
      summary: 'One dead letter, with its original value and headers',
      params: z.strictObject({ topic: topicName, id: letterId }),
      response: { status: 200, schema: wholeDeadLetterSchema, description: 'The dead letter' },
      errors: [404],
      example: { params: { topic: 'syncs.requested.v1', id: '0-0' } },
      async handle({ tenant, params: { topic, id } }) {
        const letter = await desk.find(topicOf(topic), id, tenant);
        if (letter === null) throw notFound('dead letter', id);
        return toWholeDeadLetterView(letter);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/dead-letters/replay',
      operationId: 'replayDeadLetters',
      needs: 'write:dead-letters',
      isAuditedByHandler: true,
      tag: 'Processing',
      summary:
        'Sends dead letters through again, with the same event id; what waits behind them follows in order',
      body: z.strictObject({
        topic: topicName,
        ids: z.union([z.array(letterId).min(1).max(1_000), z.literal('all')]),
        edit: z
          .union([
            z.strictObject({ data: z.unknown() }),
            z.strictObject({
              set: z.array(z.strictObject({ path: z.string().max(500), value: z.unknown() })).min(1),
            }),
          ])
          .optional()
          .describe('New data, or values at paths of it; for one id'),
        because: because.optional(),
      }),
      response: {
        status: 200,
        schema: z.object({
          nReplayed: z.int(),
          nWaiting: z.int().describe('Follow by themselves, in order'),
        }),
        description: 'How many were replayed',
      },
      errors: [404],
      example: { body: { topic: 'conversations.ingested.v1', ids: 'all' } },
      async handle({ body, tenant, principal }) {
        const [topic, actor] = [topicOf(body.topic), { tenant, by: principal, because: body.because }];
        if (body.edit === undefined) return desk.replay(topic, body.ids, actor);
        const [id = '', ...more] = body.ids === 'all' ? [] : body.ids;
        const result = more.length > 0 ? null : await desk.replayEdited(topic, id, body.edit, actor);
        if (result === null) throw notFound('single dead letter', String(body.ids));
        return result;
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/dead-letters/drop',
      operationId: 'dropDeadLetters',
      needs: 'write:dead-letters',
      isAuditedByHandler: true,
      tag: 'Processing',
      summary: 'Gives dead letters up; what waits behind them goes on',
      body: z.strictObject({ topic: topicName, ids: z.array(letterId).min(1).max(1_000), because }),
      response: {
        status: 200,
        schema: z.object({ nDropped: z.int() }),
        description: 'How many were dropped',
      },
      example: { body: { topic: 'conversations.ingested.v1', ids: ['0-0'], because: 'It is empty' } },
      async handle({ body, tenant, principal }) {
        const actor = { tenant, by: principal, because: body.because };
        return { nDropped: await desk.drop(topicOf(body.topic), body.ids, actor) };
      },
    }),
  ];
}
