import { conversationQueries } from '../collections/per-conversation.ts';
import type { CategoryDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { VersionedRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

/** `conversation_categories`. */
export const createCategoriesRepository = (access: CollectionAccess): VersionedRepository<CategoryDocument> =>
  createVersionedRepository<CategoryDocument>(access, conversationQueries);
