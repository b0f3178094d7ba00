import { conversationTranslatedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { timeRange } from '../mongo/time-range.ts';
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

export const conversationTranslations = {
  name: 'conversation_translations',
  owner: 'translation',
  summary: 'Language of a conversation and its messages, and their translations.',
  schema: conversationTranslatedSchema.extend({
    ...{ ...tenantField, ...deletionField, translatedAt: z.date() },
    isPublished: z
      .boolean()
      .optional()
      .describe('False between storing what was made up for and publishing it'),
    terms: z
      .array(z.string())
      .optional()
      .describe('Stems of the words of title, messages and translations: what it is found by'),
  }),
  keepsDeletions: true,
  expiry: DELETIONS,
  indexes: [
    expiryIndex(DELETIONS),
    conversationIndex(['byIds', 'live']),
    {
      name: 'untranslated',
      key: { tenant: 1, translatedAt: 1 },
      partialFilterExpression: { translationStatus: 'untranslated' },
      serves: ['untranslated'],
    },
    {
      name: 'unpublished',
      key: { tenant: 1, isPublished: 1, conversationId: 1 },
      partialFilterExpression: { isPublished: false },
      serves: ['unpublished'],
    },
    {
      name: 'newest_with_term',
      key: { tenant: 1, terms: 1, startedAt: -1, conversationId: -1 },
      serves: ['withTerms'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

export const translationQueries = {
  ...conversationQueries,
  /** Those that have one of some terms, newest first. */
  withTerms: (
    tenant: string,
    terms: readonly string[],
    filter: { from?: string; to?: string } = {},
  ): NamedQuery => ({
    index: 'newest_with_term',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      terms: { $in: scalars(terms, 'terms') },
      ...timeRange('startedAt', filter),
    },
    sort: { startedAt: -1, conversationId: -1 },
  }),
  untranslated: (tenant: string): NamedQuery => ({
    index: 'untranslated',
    filter: { tenant: scalar(tenant, 'tenant'), translationStatus: 'untranslated' },
    sort: { translatedAt: 1 },
  }),
  unpublished: (tenant: string): NamedQuery => ({
    index: 'unpublished',
    filter: { tenant: scalar(tenant, 'tenant'), isPublished: false },
    sort: { isPublished: 1, conversationId: 1 },
  }),
};
