import { SENTIMENTS } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar, scalars } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

/** What of a category a person can correct. */
export const CORRECTED_FIELDS = ['topic', 'intent', 'sentiment'] as const;

export const categoryCorrections = {
  name: 'category_corrections',
  owner: 'categorisation',
  summary:
    'What people said a conversation is about, wants or feels: it counts over any model, and topics and intents are learned from it.',
  schema: z.object({
    ...tenantField,
    conversationId: z.string().min(1).max(512),
    field: z.enum(CORRECTED_FIELDS),
    value: z
      .string()
      .min(1)
      .max(200)
      .describe(`A label; of a sentiment ${SENTIMENTS.join(', ')}`),
    reason: z.string().nullable(),
    givenBy: z.string().min(1),
    givenAt: z.iso.datetime(),
  }),
  indexes: [
    {
      name: 'by_conversation_field',
      key: { tenant: 1, conversationId: 1, field: 1 },
      unique: true,
      serves: ['ofConversations'],
    },
    {
      name: 'newest',
      key: { tenant: 1, givenAt: -1, conversationId: -1, field: -1 },
      serves: ['newest'],
    },
  ],
  shardKey: {
    key: { tenant: 1, conversationId: 1 },
    reason: 'Read with its conversation; written by hand: few.',
  },
} as const satisfies CollectionSpec;

export const correctionQueries = {
  ofConversations: (tenant: string, ids: readonly string[]): NamedQuery => ({
    index: 'by_conversation_field',
    filter: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: { $in: scalars(ids, 'conversationId') },
    },
  }),
  newest: (tenant: string): NamedQuery => ({
    index: 'newest',
    filter: { tenant: scalar(tenant, 'tenant'), givenAt: { $gte: '' } },
    sort: { givenAt: -1, conversationId: -1, field: -1 },
  }),
};
