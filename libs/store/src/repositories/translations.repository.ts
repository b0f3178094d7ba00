import { translationQueries } from '../collections/conversation-translations.ts';
import type { TranslationDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { scalar } from '../mongo/scalar.ts';
import type { TranslationsRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

/** `conversation_translations`. */
export const createTranslationsRepository = (access: CollectionAccess): TranslationsRepository => ({
  ...createVersionedRepository<TranslationDocument>(access, translationQueries),
  findUntranslated: async (tenant, limit) =>
    access.find('findUntranslated', translationQueries.untranslated(tenant), { limit }),
  findUnpublished: async (tenant, limit) =>
    access.find('findUnpublished', translationQueries.unpublished(tenant), { limit }),
  markPublished: async (tenant, { conversationId, sequence, pass }) =>
    access.run('markPublished', async () => {
      const { filter } = translationQueries.byIds(tenant, [conversationId]);
      // What has been written since has its own publishing ahead of it.
      const same = { ...filter, sequence: scalar(sequence, 'sequence'), pass: scalar(pass, 'pass') };
      await access.native.updateOne(same, { $unset: { isPublished: '' } });
    }),
});
