import type { Bus, DeadLetter } from '@convoscope/bus';
import { allTopics } from '@convoscope/contracts';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { pagingShape } from './paging.ts';

const topicName = z.enum(allTopics.map((topic) => topic.name) as [string, ...string[]]);

export function createDeadLetterRoutes(bus: Pick<Bus, 'listDeadLetters' | 'replayDeadLetters'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/dead-letters',
      operationId: 'listDeadLetters',
      tag: 'Processing',
      summary: 'Events that could not be processed, with the reason',
      query: z.strictObject({ topic: topicName.optional(), limit: pagingShape.limit }),
      response: {
        status: 200,
        schema: z.object({ items: z.array(z.looseObject({})) }),
        description: 'Dead letters',
      },
      async handle({ query }) {
        const wanted = allTopics.filter((topic) => query.topic === undefined || topic.name === query.topic);
        const lists = await Promise.all(
          wanted.map((topic) => bus.listDeadLetters(topic, { limit: query.limit })),
        );
        return { items: lists.flat().map(toDeadLetterView) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/dead-letters/replay',
      operationId: 'replayDeadLetters',
      tag: 'Processing',
      summary: 'Sends dead letters through again',
      body: z.strictObject({
        topic: topicName,
        ids: z.union([z.array(z.string()).min(1), z.literal('all')]),
      }),
      response: {
        status: 200,
        schema: z.object({ nReplayed: z.int(), nWaiting: z.int() }),
        description: 'How many were replayed',
      },
      async handle({ body }) {
        const topic = allTopics.find((candidate) => candidate.name === body.topic);
        if (!topic) throw notFound('topic', body.topic);
        return bus.replayDeadLetters(topic, body.ids);
      },
    }),
  ];
}

/** What may be shown of a dead letter: not its value, which may carry text. */
const toDeadLetterView = (letter: DeadLetter): Record<string, unknown> => ({
  id: `${letter.position.partition}-${letter.position.offset}`,
  topic: letter.originalTopic,
  partition: letter.originalPartition,
  offset: String(letter.originalOffset),
  key: letter.key,
  reason: letter.reason,
  error: letter.error,
  attempts: letter.attempts,
  firstFailedAt: letter.firstFailedAt,
  lastFailedAt: letter.lastFailedAt,
  group: letter.group,
  sizeBytes: letter.value?.length ?? 0,
});
