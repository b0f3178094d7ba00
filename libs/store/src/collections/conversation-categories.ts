import { conversationCategorisedSchema } from '@convoscope/contracts';
import { z } from 'zod';
import {
  conversationIndex,
  conversationShardKey,
  deletionField,
  tenantField,
  type CollectionSpec,
} from './collection-spec.ts';
import { DELETIONS, expiryIndex } from './expiry.ts';

export const conversationCategories = {
  name: 'conversation_categories',
  owner: 'categorisation',
  summary: 'Topic, intent, sentiment and quality of a conversation, and features of its messages.',
  schema: conversationCategorisedSchema.extend({ ...tenantField, ...deletionField, categorisedAt: z.date() }),
  keepsDeletions: true,
  expiry: DELETIONS,
  indexes: [expiryIndex(DELETIONS), conversationIndex(['byIds', 'live'])],
  shardKey: conversationShardKey,
} as const satisfies CollectionSpec;
