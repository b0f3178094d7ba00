import { conversationScoredSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import {
  conversationIndex,
  conversationShardKey,
  deletionField,
  tenantField,
  type CollectionSpec,
  type NamedQuery,
} from './collection-spec.ts';
import { DELETIONS, expiryIndex } from './expiry.ts';
import { conversationQueries } from './per-conversation.ts';

export const conversationMetricsSchema = z.object({
  sentiment: z.number().min(-1).max(1),
  quality: z.number().min(0).max(1),
  nAssistantMessages: z.int().nonnegative(),
  nErrors: z.int().nonnegative(),
  meanLatencySeconds: z.number().nonnegative().nullable().describe('Null when unknown'),
  typicalLatencySeconds: z
    .number()
    .nonnegative()
    .nullable()
    .optional()
    .describe('Geometric mean; null when unknown'),
  isRefused: z.boolean().optional().describe('An answer refused what was asked'),
  language: z.string().optional(),
});

export const conversationScores = {
  name: 'conversation_scores',
  owner: 'anomaly',
  summary: 'How unusual a conversation is, why, and the figures that the daily metrics are summed from.',
  schema: conversationScoredSchema.extend({
    ...tenantField,
    ...deletionField,
    date: z.iso.date().describe('UTC day the conversation started'),
    metrics: conversationMetricsSchema,
    features: z.array(z.number()).optional().describe('What the detectors see of it'),
    isPublished: z.boolean().optional().describe('False between settling it and publishing that'),
    sampleKey: z.number().optional().describe('Hash of the id: the lowest of a day are its sample'),
    scoredAt: z.date(),
  }),
  keepsDeletions: true,
  expiry: DELETIONS,
  indexes: [
    expiryIndex(DELETIONS),
    conversationIndex(['byIds', 'live']),
    { name: 'by_start', key: { tenant: 1, startedAt: 1, conversationId: 1 }, serves: ['startedBetween'] },
    {
      name: 'sample_of_day',
      key: { tenant: 1, date: 1, sampleKey: 1, conversationId: 1 },
      serves: ['sampleOf', 'daysAscending', 'daysDescending'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

/** What a deletion leaves has no day. A bound of the index, unlike `$exists`. */
const ANY_DAY = { $gte: '' };

export const scoreQueries = {
  ...conversationQueries,
  startedBetween: (tenant: string, from: string, to: string): NamedQuery => ({
    index: 'by_start',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      startedAt: { $gte: scalar(from, 'from'), $lt: scalar(to, 'to') },
    },
    sort: { startedAt: 1, conversationId: 1 },
  }),
  sampleOf: (tenant: string, date: string): NamedQuery => ({
    index: 'sample_of_day',
    filter: {
      ...{ tenant: scalar(tenant, 'tenant'), date: scalar(date, 'date') },
      sampleKey: { $gte: 0 },
    },
    sort: { sampleKey: 1, conversationId: 1 },
  }),
  daysAscending: (tenant: string): NamedQuery => ({
    index: 'sample_of_day',
    filter: { tenant: scalar(tenant, 'tenant'), date: ANY_DAY },
    sort: { date: 1, sampleKey: 1, conversationId: 1 },
  }),
  daysDescending: (tenant: string): NamedQuery => ({
    index: 'sample_of_day',
    filter: { tenant: scalar(tenant, 'tenant'), date: ANY_DAY },
    sort: { date: -1, sampleKey: -1, conversationId: -1 },
  }),
};
