import { processingStateQueries } from '../collections/processing-state.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import { scalar } from '../mongo/scalar.ts';
import type { ProcessingStateRepository } from '../store.ts';

/** `processing_state`. */
export const createProcessingStateRepository = (access: CollectionAccess): ProcessingStateRepository => ({
  put: async (document) =>
    replaceMany(access, [document], ({ tenant, source }) => ({
      tenant: scalar(tenant, 'tenant'),
      source: scalar(source, 'source'),
    })),
  findAll: async (tenant) => access.find('findAll', processingStateQueries.all(tenant)),
});
