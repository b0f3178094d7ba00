import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import {
  CATEGORISATION_SNAPSHOTS,
  categoryModelSchema,
  decidedTopicsSchema,
  DISCOVERY_SNAPSHOTS,
  discoveredTopicsSchema,
  feedbackGivenSchema,
  toFeedbackEvent,
  TOPIC_DECISIONS,
  topics,
  type DecidedTopics,
  type DiscoveredTopics,
} from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';

export interface DiscoveredTopicRouteOptions {
  store: Pick<Store, 'snapshots' | 'messages'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

const foundSchema = nameSchema(
  'DiscoveredTopics',
  discoveredTopicsSchema
    .omit({ known: true, topics: true })
    .extend({
      topics: z.array(
        discoveredTopicsSchema.shape.topics.element.omit({ members: true }).extend({
          typicalText: z
            .string()
            .nullable()
            .describe('What its typical conversation begins with; null where that is gone'),
          status: z.enum(['proposed', 'accepted', 'rejected']),
          label: z.string().nullable().describe('Its topic in the taxonomy, where it was accepted'),
        }),
      ),
    })
    .describe('What the last look found'),
);

const decisionSchema = z.strictObject({
  decision: z.enum(['accept', 'reject']).describe('What becomes of it'),
  label: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/)
    .optional()
    .describe('Id of the new topic; needed to accept'),
});

/** What conversations are about that no topic covers: proposals for people to take into the taxonomy. */
export const createDiscoveredTopicRoutes = (options: DiscoveredTopicRouteOptions): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/discovered-topics',
    operationId: 'listDiscoveredTopics',
    needs: 'read:conversations',
    tag: 'Analytics',
    summary: 'Topics that nobody named, among the newest conversations that no topic covers',
    description:
      'Found periodically by the categorisation service. A topic keeps its id while it keeps its core; births, splits, merges and ends are events. Topics of fewer people than `minPeople` are not shown.',
    response: {
      status: 200,
      schema: z.object({ found: foundSchema.nullable().describe('Null before the first look') }),
      description: 'What was found',
    },
    example: {},
    handle: async ({ tenant }) => ({ found: await showFound(options.store, tenant) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/discovered-topics/{topicId}/decision',
    operationId: 'decideDiscoveredTopic',
    needs: 'write:feedback',
    tag: 'Feedback',
    summary: 'Takes a discovered topic into the taxonomy, or rejects it',
    description:
      'Accepting makes a new version of the taxonomy with the label, and history is categorised again. It is published on `feedback.given.v1`; the first decision on a topic stays.',
    params: z.strictObject({ topicId: z.string().min(1).max(200).describe('Id of the discovered topic') }),
    body: decisionSchema,
    response: {
      status: 202,
      schema: feedbackGivenSchema.pick({ feedbackId: true }),
      description: 'Accepted',
    },
    errors: [404, 409],
    example: { params: { topicId: 'topic-1' }, body: { decision: 'accept', label: 'gift-cards' } },
    handle: ({ tenant, principal, params, body }) =>
      decide(options, { tenant, principal, topicId: params.topicId, ...body }),
  }),
];

async function readFound(
  { snapshots }: Pick<Store, 'snapshots'>,
  tenant: string,
): Promise<DiscoveredTopics | null> {
  const stored = await snapshots.get(tenant, DISCOVERY_SNAPSHOTS.owner, DISCOVERY_SNAPSHOTS.found);
  return stored === null ? null : discoveredTopicsSchema.parse(stored.value);
}

async function readDecided({ snapshots }: Pick<Store, 'snapshots'>, tenant: string): Promise<DecidedTopics> {
  const stored = await snapshots.get(tenant, DISCOVERY_SNAPSHOTS.owner, DISCOVERY_SNAPSHOTS.decided);
  return stored === null ? { accepted: [], rejected: [] } : decidedTopicsSchema.parse(stored.value);
}

async function showFound(
  store: DiscoveredTopicRouteOptions['store'],
  tenant: string,
): Promise<z.infer<typeof foundSchema> | null> {
  const [found, { accepted, rejected }] = await Promise.all([
    readFound(store, tenant),
    readDecided(store, tenant),
  ]);
  if (found === null) return null;
  const { known: _known, topics: ofRun, ...rest } = found;
  const texts = await store.messages.firstWords(
    tenant,
    ofRun.map(({ typicalConversationId }) => typicalConversationId),
  );
  return {
    ...rest,
    topics: ofRun.map(({ members: _members, ...topic }) => {
      const taken = accepted.find(({ id }) => id === topic.id);
      const isRejected = rejected.some(({ id }) => id === topic.id);
      return {
        ...topic,
        typicalText: texts.get(topic.typicalConversationId) ?? null,
        status:
          taken !== undefined
            ? ('accepted' as const)
            : isRejected
              ? ('rejected' as const)
              : ('proposed' as const),
        label: taken?.label ?? null,
      };
    }),
  };
}

const refused = (path: string, message: string): HttpProblem =>
  new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [{ in: 'body', path, message }],
  });

interface Decision extends z.infer<typeof decisionSchema> {
  tenant: string;
  principal: string;
  topicId: string;
}

/** Refuses at once what the categorisation service would leave out. */
async function decide(
  { store, bus, now }: DiscoveredTopicRouteOptions,
  { tenant, principal, topicId, decision, label }: Decision,
): Promise<{ feedbackId: string }> {
  const [found, { accepted, rejected }] = await Promise.all([
    readFound(store, tenant),
    readDecided(store, tenant),
  ]);
  if (!found?.topics.some(({ id }) => id === topicId)) throw notFound('discovered topic', topicId);
  if ([...accepted, ...rejected].some(({ id }) => id === topicId))
    throw new HttpProblem(409, 'conflict', `It was decided before what becomes of ${topicId}.`);
  if (decision === 'accept') await checkLabel(store, tenant, label);
  const data = {
    ...{
      feedbackId: randomUUID(),
      subject: 'category' as const,
      subjectId: topicId,
      field: TOPIC_DECISIONS[decision],
    },
    ...{ value: label ?? topicId, givenBy: principal, givenAt: new Date(now()).toISOString() },
  };
  await bus.publish(topics.feedbackGiven, [toFeedbackEvent(tenant, 'gateway', data)]);
  return { feedbackId: data.feedbackId };
}

async function checkLabel(
  { snapshots }: Pick<Store, 'snapshots'>,
  tenant: string,
  label: string | undefined,
): Promise<void> {
  if (label === undefined) throw refused('label', 'say what the new topic is called: its id in the taxonomy');
  const stored = await snapshots.get(tenant, CATEGORISATION_SNAPSHOTS.owner, CATEGORISATION_SNAPSHOTS.model);
  const known = stored === null ? [] : categoryModelSchema.parse(stored.value).labels.topic;
  if (known.includes(label))
    throw refused('label', `the taxonomy has the topic ${JSON.stringify(label)} already`);
}
