import { incidentQueries } from '../collections/incidents.ts';
import type { IncidentDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { IncidentsRepository } from '../store.ts';

/** `incidents`. */
export const createIncidentsRepository = (access: CollectionAccess): IncidentsRepository => ({
  upsertMany: async (tenant, documents) =>
    replaceMany(
      access,
      documents.map((document) => ({ ...document, tenant })),
      ({ incidentId }) => ({ tenant, incidentId }),
    ),
  findById: async (tenant, incidentId) =>
    (await access.find<IncidentDocument>('findById', incidentQueries.byIds(tenant, [incidentId])))[0] ?? null,
  findByIds: async (tenant, ids) => access.find('findByIds', incidentQueries.byIds(tenant, ids)),
  findPage: async (tenant, filter, page) => findPage(access, incidentQueries.page(tenant, filter), page),
  findOverlapping: async (tenant, from, to) =>
    access.find('findOverlapping', incidentQueries.overlapping(tenant, from, to)),
  findUnpublished: async (tenant) => access.find('findUnpublished', incidentQueries.unpublished(tenant)),
  markPublished: async (tenant, published) => {
    for (const { incidentId, revision, pass } of published)
      await access.run('markPublished', () =>
        access.native.updateOne({ tenant, incidentId, revision, pass }, { $set: { isPublished: true } }),
      );
  },
});
