import { anomalyQueries } from '../collections/anomalies.ts';
import type { AnomalyDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { AnomaliesRepository } from '../store.ts';

/** `anomalies`. */
export const createAnomaliesRepository = (access: CollectionAccess): AnomaliesRepository => ({
  upsertMany: async (tenant, documents) =>
    replaceMany(
      access,
      documents.map((document) => ({ ...document, tenant })),
      ({ anomalyId }) => ({ tenant, anomalyId }),
    ),
  findById: async (tenant, anomalyId) =>
    (await access.find<AnomalyDocument>('findById', anomalyQueries.byIds(tenant, [anomalyId])))[0] ?? null,
  findByIds: async (tenant, ids) => access.find('findByIds', anomalyQueries.byIds(tenant, ids)),
  findPage: async (tenant, filter, page) => findPage(access, anomalyQueries.page(tenant, filter), page),
});
