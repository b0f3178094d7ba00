import { OUTCOMES, SENTIMENTS, SIGNALS } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { conversationIdParams, dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { conversationDetailSchema, conversationRowSchema, translationSchema } from './schemas.ts';

const share = z.coerce.number().min(0).max(1).optional();

const filterShape = {
  ...dateRangeShape,
  source: z.string().min(1).max(200).optional().describe('Name of the configured source'),
  userId: z.string().max(512).optional().describe('Who talks'),
  model: z.string().max(200).optional().describe('The AI model that answered'),
  topic: z.string().max(200).optional().describe('What it is about'),
  intent: z.string().max(200).optional().describe('What the person wants'),
  sentiment: z.enum(SENTIMENTS).optional().describe('How it feels'),
  outcome: z.enum(OUTCOMES).optional().describe('How it ended'),
  signal: z.enum(SIGNALS).optional().describe('What happened in it, such as `refusal`'),
  language: z.string().max(8).optional().describe('ISO 639-1 code of the language of the person'),
  issue: z.string().max(100).optional().describe('One of the quality issues found, such as `refused`'),
  minQuality: share.describe('Least quality, from 0 to 1'),
  maxQuality: share.describe('Most quality, from 0 to 1'),
  isAnomalous: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Whether it is unusual'),
};

const listQuery = z.strictObject({
  ...filterShape,
  search: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words that must all be in the title, a message or its translation, in any of their forms; or a conversation id',
    ),
  order: z
    .enum(['newest', 'score'])
    .default('newest')
    .describe('`score`: the most unusual first, only those that were scored; not together with `search`'),
  ...pagingShape,
});

export function createConversationRoutes(store: Store): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/conversations',
      operationId: 'listConversations',
      needs: 'read:conversations',
      tag: 'Conversations',
      summary: 'Conversations with what was found about them, newest first',
      description:
        'A request looks at no more than 2,000 conversations: where few of them fit the filters, a page holds fewer than `limit`, and `nextCursor` leads on.',
      query: listQuery,
      response: {
        status: 200,
        schema: pageOf(conversationRowSchema),
        description: 'A page of conversations',
      },
      example: { query: { search: 'reset passwords', topic: 'account', from: '2026-01-01', limit: 2 } },
      handle: ({ tenant, query }) => listConversations(store, tenant, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/conversations/{conversationId}',
      operationId: 'getConversation',
      needs: 'read:conversations',
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
      needs: 'read:conversations',
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

async function listConversations(
  store: Pick<Store, 'analytics' | 'messages'>,
  tenant: string,
  { limit, cursor, search, order, ...filter }: z.infer<typeof listQuery>,
): Promise<unknown> {
  const page = { limit, ...defined({ cursor }) };
  if (search !== undefined && search !== '' && order === 'score')
    throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
      errors: [{ in: 'query', path: 'order', message: 'search goes with order=newest only' }],
    });
  const found =
    search === undefined || search === ''
      ? await store.analytics.findPage(tenant, defined(filter), { ...page, order })
      : await store.analytics.search(tenant, search, defined(filter), page);
  const ids = found.items.map(({ conversationId }) => conversationId);
  const firstWords = await store.messages.firstWords(tenant, ids);
  return {
    ...found,
    items: found.items.map((row) => ({ ...row, firstWords: firstWords.get(row.conversationId) ?? null })),
  };
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
      ...(categories.outcome && { outcome: categories.outcome }),
      ...(categories.signals && { signals: categories.signals }),
      modelVersion: categories.modelVersion,
      messages: categories.messages,
    },
    score: score && {
      anomalyScore: score.anomalyScore,
      threshold: score.threshold,
      contributions: score.contributions,
      detector: score.detector,
    },
  };
}
