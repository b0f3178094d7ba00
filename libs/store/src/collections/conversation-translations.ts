import { conversationTranslatedSchema } from '@convoscope/contracts';
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
import { conversationQueries } from './per-conversation.ts';

export const conversationTranslations = {
  name: 'conversation_translations',
  owner: 'translation',
  summary: 'Language of a conversation and its messages, and their translations.',
  schema: conversationTranslatedSchema.extend({ ...tenantField, ...deletionField, translatedAt: z.date() }),
  keepsDeletions: true,
  indexes: [
    conversationIndex(['byIds', 'live']),
    {
      name: 'untranslated',
      key: { tenant: 1, translatedAt: 1 },
      partialFilterExpression: { translationStatus: 'untranslated' },
      serves: ['untranslated'],
    },
  ],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;

export const translationQueries = {
  ...conversationQueries,
  untranslated: (tenant: string): NamedQuery => ({
    index: 'untranslated',
    filter: { tenant: scalar(tenant, 'tenant'), translationStatus: 'untranslated' },
    sort: { translatedAt: 1 },
  }),
};
