import { z } from 'zod';

/** Under these names the categorisation service keeps what it found that the taxonomy does not cover, and what people said of it. */
export const DISCOVERY_SNAPSHOTS = {
  owner: 'categorisation',
  found: 'discovered-topics',
  decided: 'decided-topics',
} as const;

/** What a person says of a discovered topic, as fields of `feedback.given.v1` about a category: the subject is its id. */
export const TOPIC_DECISIONS = { accept: 'acceptedTopic', reject: 'rejectedTopic' } as const;

export const TRENDS = ['emerging', 'fading', 'steady'] as const;

export const topicTrendSchema = z.object({
  kind: z.enum(TRENDS).describe('`steady`: no change that chance would not explain'),
  recent: z.int().nonnegative().describe('Conversations of the last seven days that there are'),
  before: z.int().nonnegative().describe('Conversations of the days before'),
  pValue: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe(
      'Probability of a change as large by chance, for all topics looked at; null without days before',
    ),
});

export const discoveredTopicSchema = z.object({
  id: z.string().min(1).describe('Stays while the topic keeps its core'),
  name: z.string().describe('Terms that tell it from other topics'),
  terms: z.array(z.string()).describe('Each used by as many people as a topic needs'),
  typicalConversationId: z.string().describe('The conversation nearest to its middle'),
  nConversations: z.int().nonnegative(),
  nPeople: z.int().nonnegative().describe('Different people, where it is known who talks'),
  trend: topicTrendSchema.describe('Whether it grows or fades'),
  foundAt: z.iso.datetime().describe('When it was found first'),
});

export const topicEventSchema = z.object({
  at: z.iso.datetime(),
  kind: z.enum(['born', 'split', 'merged', 'gone']),
  id: z.string(),
  other: z.string().nullable().describe('Where it was split from, or what it was merged into'),
});

/** What the last run found among conversations that no topic of the taxonomy covers. */
export const discoveredTopicsSchema = z.object({
  ranAt: z.iso.datetime().describe('When it was looked'),
  nConversations: z.int().nonnegative().describe('Conversations looked at: the newest that no topic covers'),
  from: z.iso.datetime().nullable().describe('Beginning of the oldest of them'),
  minPeople: z.int().positive().describe('Topics of fewer people are not shown'),
  nHidden: z.int().nonnegative().describe('Conversations in topics of too few people'),
  topics: z.array(discoveredTopicSchema.extend({ members: z.array(z.string()) })),
  /** Conversations looked at: what is not among them is new. */
  known: z.array(z.string()),
  events: z.array(topicEventSchema).describe('What became of topics, newest first'),
});

/** A topic that people took into the taxonomy. */
export const acceptedTopicSchema = z.object({
  id: z.string().describe('Of the discovered topic'),
  label: z.string().describe('Id of the topic in the taxonomy'),
  title: z.string(),
  keywords: z.array(z.string()),
  by: z.string(),
  at: z.iso.datetime(),
});

export const decidedTopicsSchema = z.object({
  accepted: z.array(acceptedTopicSchema).describe('In order; each makes a new version of the taxonomy'),
  rejected: z.array(acceptedTopicSchema.pick({ id: true, by: true, at: true })),
});

export type DiscoveredTopics = z.infer<typeof discoveredTopicsSchema>;
export type TopicTrend = z.infer<typeof topicTrendSchema>;
export type AcceptedTopic = z.infer<typeof acceptedTopicSchema>;
export type DecidedTopics = z.infer<typeof decidedTopicsSchema>;
