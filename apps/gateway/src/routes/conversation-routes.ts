import { SENTIMENTS } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { conversationIdParams, dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { conversationDetailSchema, conversationRowSchema, translationSchema } from './schemas.ts';

const filterShape = {
  ...dateRangeShape,
  source: z.string().max(200).optional(),
  userId: z.string().max(512).optional(),
  model: z.string().max(200).optional(),
  topic: z.string().max(200).optional(),
  intent: z.string().max(200).optional(),
  sentiment: z.enum(SENTIMENTS).optional(),
  language: z.string().max(8).optional(),
  isAnomalous: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  search: z.string().max(200).optional().describe('Part of the title, or a conversation id'),
};

export function createConversationRoutes(store: Store): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/conversations',
      operationId: 'listConversations',
      tag: 'Conversations',
      summary: 'Conversations with what was found about them, newest first',
      query: z.strictObject({ ...filterShape, ...pagingShape }),
      response: {
        status: 200,
        schema: pageOf(conversationRowSchema),
        description: 'A page of conversations',
      },
      example: { query: { topic: 'account', from: '2026-01-01', limit: 2 } },
      handle({ tenant, query: { limit, cursor, ...filter } }) {
        return store.analytics.findPage(tenant, defined(filter), { limit, ...defined({ cursor }) });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/conversations/{conversationId}',
      operationId: 'getConversation',
      tag: 'Conversations',
      summary: 'One conversation: its messages, translation, categories and anomaly score',
      params: conversationIdParams,
      response: { status: 200, schema: conversationDetailSchema, description: 'The conversation' },
      errors: [404],
      example: { params: { conversationId: 'conversation-1' } },
      handle: ({ tenant, params }) => readConversation(store, tenant, params.conversationId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/translations/{conversationId}',
      operationId: 'getTranslation',
      tag: 'Conversations',
      summary: 'Languages of a conversation and its messages, and their translations',
      params: conversationIdParams,
      response: { status: 200, schema: translationSchema, description: 'The translation' },
      errors: [404],
      deprecation: {
        since: '2026-12-01',
        sunset: '2027-07-01',
        instead: '/api/v1/conversations/{conversationId}/messages',
      },
      example: { params: { conversationId: 'conversation-1' } },
      async handle({ tenant, params }) {
        const translation = await store.translations.findById(tenant, params.conversationId);
        if (translation === null) throw notFound('translation of conversation', params.conversationId);
        return translation;
      },
    }),
  ];
}

async function readConversation(store: Store, tenant: string, conversationId: string): Promise<unknown> {
  const [row, source, translation, categories, score] = await Promise.all([
    store.analytics.findById(tenant, conversationId),
    store.messages.findById(tenant, conversationId),
    store.translations.findById(tenant, conversationId),
    store.categories.findById(tenant, conversationId),
    store.scores.findById(tenant, conversationId),
  ]);
  if (row === null || source === null || source.deletedAt !== null)
    throw notFound('conversation', conversationId);
  // A translation of an older revision has other messages: then the original ones are shown.
  const isCurrent = translation?.revision === source.revision;
  return {
    ...row,
    messages: isCurrent ? translation.messages : source.messages,
    translation: translation && {
      status: translation.translationStatus,
      translator: translation.translator,
      pivotLanguage: translation.pivotLanguage,
    },
    categories: categories && {
      topic: categories.topic,
      intent: categories.intent,
      sentiment: categories.sentiment,
      quality: categories.quality,
      modelVersion: categories.modelVersion,
    },
    score: score && {
      anomalyScore: score.anomalyScore,
      threshold: score.threshold,
      contributions: score.contributions,
      detector: score.detector,
    },
  };
}
