import { conversationScoredSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, whenGiven } from '../mongo/scalar.ts';
import {
  conversationIndex,
  conversationShardKey,
  deletionField,
  tenantField,
  type CollectionSpec,
  type NamedQuery,
} from './collection-spec.ts';
import { conversationQueries } from './per-conversation.ts';

export const conversationMetricsSchema = z.object({
  sentiment: z.number().min(-1).max(1),
  quality: z.number().min(0).max(1),
  nAssistantMessages: z.int().nonnegative(),
  nErrors: z.int().nonnegative(),
  meanLatencySeconds: z.number().nonnegative().nullable().describe('Null when unknown'),
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
    scoredAt: z.date(),
  }),
  keepsDeletions: true,
  indexes: [
    conversationIndex(['byIds', 'live']),
    {
      name: 'by_day_and_score',
      key: { tenant: 1, date: 1, anomalyScore: -1, conversationId: 1 },
      serves: ['byDays', 'mostAnomalous', 'daysAscending', 'daysDescending'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

/** What a deletion leaves has no day. A bound of the index, unlike `$exists`. */
const ANY_DAY = { $gte: '' };

export const scoreQueries = {
  ...conversationQueries,
  byDays: (tenant: string, range: { from: string; to: string }): NamedQuery => ({
    index: 'by_day_and_score',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      date: { $gte: scalar(range.from, 'from'), $lte: scalar(range.to, 'to') },
    },
  }),
  daysAscending: (tenant: string): NamedQuery => ({
    index: 'by_day_and_score',
    filter: { tenant: scalar(tenant, 'tenant'), date: ANY_DAY },
    sort: { date: 1, anomalyScore: -1, conversationId: 1 },
  }),
  daysDescending: (tenant: string): NamedQuery => ({
    index: 'by_day_and_score',
    filter: { tenant: scalar(tenant, 'tenant'), date: ANY_DAY },
    sort: { date: -1, anomalyScore: 1, conversationId: -1 },
  }),
  mostAnomalous: (tenant: string, filter: { date: string; model?: string; topic?: string }): NamedQuery => ({
    index: 'by_day_and_score',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      date: scalar(filter.date, 'date'),
      ...whenGiven('model', filter.model),
      ...whenGiven('topic', filter.topic),
    },
    sort: { anomalyScore: -1, conversationId: 1 },
  }),
};
