import { correctionQueries } from '../collections/category-corrections.ts';
import { conversationQueries } from '../collections/per-conversation.ts';
import { analyticsQueries } from '../collections/conversation-analytics.ts';
import { processingErrorQueries } from '../collections/processing-errors.ts';
import type { NamedQuery } from '../collections/collection-spec.ts';
import { webhookDeliveryQueries } from '../collections/webhook-deliveries.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { ConversationTraces } from '../store.ts';

/** The collections in which something stands of a conversation, beside its messages. */
export interface ConversationTracedCollections {
  translations: CollectionAccess;
  categories: CollectionAccess;
  scores: CollectionAccess;
  analytics: CollectionAccess;
  webhookDeliveries: CollectionAccess;
  processingErrors: CollectionAccess;
  corrections: CollectionAccess;
}

/** The ids of the conversations that documents of a query are about, one for each document. */
async function idsIn(
  access: CollectionAccess,
  query: NamedQuery,
  field = 'conversationId',
): Promise<string[]> {
  const found = await access.find<Record<string, string>>('countOfConversations', query, {
    projection: { [field]: 1 },
  });
  return found.flatMap((document) => document[field] ?? []);
}

/** What collections of every owner hold of conversations. Reads ids only. */
export const createConversationTraces = (access: ConversationTracedCollections): ConversationTraces => ({
  ofConversations: async (tenant, ids) => {
    if (ids.length === 0) return {};
    const { filter, index } = analyticsQueries.byIds(tenant, ids);
    const errors = await Promise.all(
      ids.map((conversationId) =>
        idsIn(access.processingErrors, processingErrorQueries.page(tenant, { conversationId })),
      ),
    );
    return {
      conversation_translations: await idsIn(access.translations, conversationQueries.byIds(tenant, ids)),
      conversation_categories: await idsIn(access.categories, conversationQueries.byIds(tenant, ids)),
      conversation_scores: await idsIn(access.scores, conversationQueries.byIds(tenant, ids)),
      conversation_analytics: await idsIn(access.analytics, { index, filter: { ...filter, isLive: true } }),
      webhook_deliveries: await idsIn(
        access.webhookDeliveries,
        webhookDeliveryQueries.ofKeys(tenant, ids),
        'key',
      ),
      processing_errors: errors.flat(),
      category_corrections: await idsIn(access.corrections, correctionQueries.ofConversations(tenant, ids)),
    };
  },
});
