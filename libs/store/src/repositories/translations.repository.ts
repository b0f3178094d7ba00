import { translationQueries } from '../collections/conversation-translations.ts';
import type { TranslationDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { TranslationsRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

/** `conversation_translations`. */
export const createTranslationsRepository = (access: CollectionAccess): TranslationsRepository => ({
  ...createVersionedRepository<TranslationDocument>(access, translationQueries),
  findUntranslated: async (tenant, limit) =>
    access.find('findUntranslated', translationQueries.untranslated(tenant), { limit }),
});
