import { legalHoldQueries } from '../collections/legal-holds.ts';
import type { LegalHoldDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { LegalHoldsRepository } from '../store.ts';

/** `legal_holds`. */
export const createLegalHoldsRepository = (access: CollectionAccess): LegalHoldsRepository => ({
  insert: async (document) =>
    access.run('insert', async () => void (await access.native.insertOne({ ...document }))),
  findById: async (tenant, holdId) =>
    (
      await access.find<LegalHoldDocument>('findById', legalHoldQueries.byId(tenant, holdId), { limit: 1 })
    )[0] ?? null,
  findActive: async (tenant) => access.find('findActive', legalHoldQueries.active(tenant)),
  findPage: async (tenant, page) => findPage(access, legalHoldQueries.page(tenant), page),
  release: async (tenant, holdId, release) =>
    access.run('release', async () => {
      const { filter } = legalHoldQueries.byId(tenant, holdId);
      const { modifiedCount } = await access.native.updateOne(
        { ...filter, releasedAt: null },
        { $set: { ...release } },
      );
      return modifiedCount === 1;
    }),
});
