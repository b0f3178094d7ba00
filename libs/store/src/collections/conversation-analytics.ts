import {
  conversationRefSchema,
  OUTCOMES,
  SENTIMENTS,
  SIGNALS,
  TRANSLATION_STATUSES,
} from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars, whenGiven } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
import type { ConversationFilter } from '../conversation-filter.ts';
import {
  conversationIndex,
  conversationShardKey,
  tenantField,
  type CollectionSpec,
  type Filter,
  type NamedQuery,
} from './collection-spec.ts';
import { DELETIONS, expiryIndex } from './expiry.ts';

const version = { sequence: z.int().nonnegative(), pass: z.int().nonnegative() };
const probability = z.number().min(0).max(1);

export const languageSectionSchema = z.object({
  ...version,
  code: z.string(),
  confidence: probability,
  translationStatus: z.enum(TRANSLATION_STATUSES),
});

export const categorySectionSchema = z.object({
  ...version,
  topic: z.string(),
  topicConfidence: probability,
  intent: z.string(),
  sentiment: z.enum(SENTIMENTS),
  sentimentScore: z.number().min(-1).max(1),
  quality: probability,
  qualityIssues: z.array(z.string()),
  outcome: z.enum(OUTCOMES).optional().describe('How it ended; rows of an older version do not say it'),
  outcomeConfidence: probability.optional(),
  signals: z.array(z.enum(SIGNALS)).optional(),
  nErrors: z.int().nonnegative(),
  nAnswers: z.int().nonnegative().optional().describe('Messages of the assistant'),
  meanLatencySeconds: z.number().nonnegative().nullable(),
  taxonomyVersion: z.string(),
});

export const anomalySectionSchema = z.object({
  ...version,
  score: probability,
  isAnomalous: z.boolean(),
  topFeature: z.string().nullable(),
});

export const conversationAnalytics = {
  name: 'conversation_analytics',
  owner: 'reporting',
  summary:
    'One joined row a conversation. Each section comes from one topic, carries the version it was made from and may arrive first.',
  schema: conversationRefSchema
    .partial()
    .required({ conversationId: true })
    .extend({
      ...tenantField,
      date: z.iso.date().optional().describe('UTC day the conversation started'),
      title: z.string().nullable().optional(),
      nUserMessages: z.int().nonnegative().optional(),
      nCharacters: z.int().nonnegative().optional(),
      durationSeconds: z.number().nonnegative().optional(),
      language: languageSectionSchema.nullable(),
      category: categorySectionSchema.nullable(),
      anomaly: anomalySectionSchema.nullable(),
      deletion: z
        .object({ sequence: z.int().nonnegative(), at: z.date() })
        .nullable()
        .describe('The newest deletion known; it holds while the conversation section is not newer'),
      deletedAt: z.date().nullable(),
      isLive: z.boolean().describe('Its conversation section is there and no deletion holds'),
      pastHours: z
        .array(z.string())
        .optional()
        .describe('Hours it started in before it was moved: their measures change with it'),
      updatedAt: z.date(),
    }),
  expiry: DELETIONS,
  indexes: [
    expiryIndex(DELETIONS),
    conversationIndex(['byIds', 'live']),
    {
      name: 'newest',
      key: { tenant: 1, isLive: 1, startedAt: -1, conversationId: -1 },
      serves: ['page', 'ofHour', 'ofDays'],
    },
    {
      name: 'newest_of_user',
      key: { tenant: 1, isLive: 1, userId: 1, startedAt: -1, conversationId: -1 },
      serves: ['ofErasedUser', 'page by user'],
    },
    {
      name: 'newest_of_topic',
      key: { tenant: 1, isLive: 1, 'category.topic': 1, startedAt: -1, conversationId: -1 },
      serves: ['page by topic'],
    },
    {
      name: 'newest_of_model',
      key: { tenant: 1, isLive: 1, model: 1, startedAt: -1, conversationId: -1 },
      serves: ['page by model'],
    },
    {
      name: 'newest_of_language',
      key: { tenant: 1, isLive: 1, 'language.code': 1, startedAt: -1, conversationId: -1 },
      serves: ['page by language'],
    },
    {
      name: 'most_unusual',
      key: { tenant: 1, isLive: 1, 'anomaly.score': -1, startedAt: -1, conversationId: -1 },
      serves: ['page by score'],
    },
    {
      name: 'newest_anomalous',
      key: { tenant: 1, isLive: 1, 'anomaly.isAnomalous': 1, startedAt: -1, conversationId: -1 },
      partialFilterExpression: { 'anomaly.isAnomalous': true },
      serves: ['page of anomalous'],
    },
    {
      name: 'strongest_of_day',
      key: { tenant: 1, isLive: 1, date: 1, 'anomaly.score': -1, conversationId: 1 },
      partialFilterExpression: { 'anomaly.isAnomalous': true },
      serves: ['mostAnomalous'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

/** Which index a page is read from: the narrowest that the filter can use. */
function indexOf(filter: ConversationFilter): string {
  if (filter.userId !== undefined) return 'newest_of_user';
  if (filter.topic !== undefined) return 'newest_of_topic';
  if (filter.language !== undefined) return 'newest_of_language';
  if (filter.model !== undefined) return 'newest_of_model';
  return filter.isAnomalous === true ? 'newest_anomalous' : 'newest';
}

export const analyticsQueries = {
  byIds: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
      revision: { $exists: true },
    },
  }),
  /** What a deletion left of a user's conversations: without what it said, but with whose it was. */
  ofErasedUser: (tenant: string, userId: string): NamedQuery => ({
    index: 'newest_of_user',
    filter: { tenant: scalar(tenant, 'tenant'), isLive: false, userId: scalar(userId, 'userId') },
    sort: { startedAt: -1, conversationId: -1 },
  }),
  /** Those that started in one hour, `2026-03-12T14`. */
  ofHour: (tenant: string, hour: string): NamedQuery => ({
    index: 'newest',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      startedAt: { $gte: scalar(hour, 'hour'), $lt: `${hour}\uffff` },
    },
    sort: { startedAt: -1, conversationId: -1 },
  }),
  /** Unusual ones of one day, the strongest first. */
  mostAnomalous: (tenant: string, date: string): NamedQuery => ({
    index: 'strongest_of_day',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      date: scalar(date, 'date'),
      'anomaly.isAnomalous': true,
    },
    sort: { 'anomaly.score': -1, conversationId: 1 },
  }),
  /** Those of some days: a day is the beginning of the time it started. */
  ofDays: (tenant: string, { from = '', to }: { from?: string; to?: string } = {}): NamedQuery => ({
    index: 'newest',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      startedAt: {
        $gte: scalar(from, 'from'),
        ...(to !== undefined && { $lt: `${scalar(to, 'to')}\uffff` }),
      },
    },
    sort: { startedAt: -1, conversationId: -1 },
  }),
  live: (tenant: string, filter: { from?: string; to?: string; source?: string } = {}): NamedQuery => ({
    index: 'by_conversation',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      ...timeRange('startedAt', filter),
      ...whenGiven('source', filter.source),
    },
    sort: { conversationId: 1 },
  }),
  page: (tenant: string, filter: ConversationFilter = {}): NamedQuery => ({
    index: indexOf(filter),
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      ...timeRange('startedAt', filter),
      ...narrowedBy(filter),
    },
    sort: { startedAt: -1, conversationId: -1 },
  }),
  /** The strongest first; only those that were scored. */
  byScore: (tenant: string, filter: ConversationFilter = {}): NamedQuery => ({
    index: 'most_unusual',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      isLive: true,
      'anomaly.score': { $gte: 0 },
      ...timeRange('startedAt', filter),
      ...narrowedBy(filter),
    },
    sort: { 'anomaly.score': -1, startedAt: -1, conversationId: -1 },
  }),
};

const between = (field: string, least: number | undefined, most: number | undefined): Filter =>
  least === undefined && most === undefined
    ? {}
    : {
        [field]: {
          ...(least !== undefined && { $gte: scalar(least, field) }),
          ...(most !== undefined && { $lte: scalar(most, field) }),
        },
      };

/** What a filter asks for beside the time. */
export const narrowedBy = (filter: ConversationFilter): Filter => ({
  ...whenGiven('source', filter.source),
  ...whenGiven('userId', filter.userId),
  ...whenGiven('model', filter.model),
  ...whenGiven('category.topic', filter.topic),
  ...whenGiven('category.intent', filter.intent),
  ...whenGiven('category.sentiment', filter.sentiment),
  ...whenGiven('category.qualityIssues', filter.issue),
  ...whenGiven('category.outcome', filter.outcome),
  ...whenGiven('category.signals', filter.signal),
  ...between('category.quality', filter.minQuality, filter.maxQuality),
  ...whenGiven('language.code', filter.language),
  ...whenGiven('anomaly.isAnomalous', filter.isAnomalous),
});

/** The fields of which an index is in order, for each index. */
const INDEXED: Readonly<Record<string, readonly (keyof ConversationFilter)[]>> = {
  newest: [],
  newest_of_user: ['userId'],
  newest_of_topic: ['topic'],
  newest_of_language: ['language'],
  newest_of_model: ['model'],
  newest_anomalous: ['isAnomalous'],
  most_unusual: [],
};

/** The part of a filter that an index finds, and the part that documents are looked at for. */
export function splitByIndex(
  index: string,
  { from, to, ...filter }: ConversationFilter,
): { found: ConversationFilter; looked: ConversationFilter } {
  const isFound = (name: string): boolean =>
    (INDEXED[index] ?? []).includes(name as keyof ConversationFilter);
  const part = (wanted: boolean): ConversationFilter =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => isFound(name) === wanted));
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  // The order of the score is not one of time: days are looked at too.
  return index === 'most_unusual'
    ? { found: {}, looked: { ...filter, ...range } }
    : { found: { ...part(true), ...range }, looked: part(false) };
}
