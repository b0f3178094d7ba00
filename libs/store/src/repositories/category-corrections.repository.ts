import { correctionQueries } from '../collections/category-corrections.ts';
import type { CategoryCorrectionDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import type { CategoryCorrectionsRepository } from '../store.ts';

/** `category_corrections`. */
export const createCategoryCorrectionsRepository = (
  access: CollectionAccess,
): CategoryCorrectionsRepository => ({
  upsert: async (tenant, document) => {
    const { conversationId, field, givenAt } = document;
    const { written } = await guardedUpsert(access, [
      {
        ...{ id: conversationId, key: { tenant, conversationId, field } },
        ...{ guard: { givenAt: { $lte: givenAt } }, change: { replacement: { ...document, tenant } } },
      },
    ]);
    return written === 1;
  },
  findOf: async (tenant, conversationIds) =>
    access.find<CategoryCorrectionDocument>(
      'findOf',
      correctionQueries.ofConversations(tenant, conversationIds),
    ),
  findNewest: async (tenant, limit) =>
    access.find<CategoryCorrectionDocument>('findNewest', correctionQueries.newest(tenant), { limit }),
  removeOf: async (tenant, conversationIds) =>
    access.run('removeOf', async () => {
      await access.native.deleteMany(correctionQueries.ofConversations(tenant, conversationIds).filter);
    }),
});
