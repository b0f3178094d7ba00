import { mongo } from 'mongoose';
import { detectorQueries } from '../collections/detectors.ts';
import type { DetectorDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { DetectorsRepository } from '../store.ts';

const DUPLICATE_KEY = 11_000;

async function insert(access: CollectionAccess, document: DetectorDocument): Promise<boolean> {
  try {
    await access.native.insertOne({ ...document });
    return true;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/** `detectors`. */
export const createDetectorsRepository = (access: CollectionAccess): DetectorsRepository => ({
  findAll: async (tenant) => access.find<DetectorDocument>('findAll', detectorQueries.all(tenant)),
  findByName: async (tenant, name) =>
    (await access.find<DetectorDocument>('findByName', detectorQueries.byName(tenant, name)))[0] ?? null,
  put: async (tenant, given) =>
    access.run('put', async () => {
      const document = { ...given, tenant };
      if (document.revision === 1) return insert(access, document);
      const { filter } = detectorQueries.byName(tenant, document.name);
      const expected = { ...filter, revision: document.revision - 1 };
      return (await access.native.replaceOne(expected, document)).matchedCount === 1;
    }),
  remove: async (tenant, name, revision) =>
    access.run('remove', async () => {
      const { filter } = detectorQueries.byName(tenant, name);
      return (await access.native.deleteOne({ ...filter, revision })).deletedCount === 1;
    }),
});
