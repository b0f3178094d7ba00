import { mongo } from 'mongoose';
import { snapshotQueries } from '../collections/snapshots.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { SnapshotsRepository } from '../store.ts';

const DUPLICATE_KEY = 11_000;

async function insert(access: CollectionAccess, document: mongo.Document): Promise<boolean> {
  try {
    await access.native.insertOne(document);
    return true;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/** `snapshots`. Values are kept as JSON text: what JSON cannot say (NaN, undefined, typed arrays) the caller must encode. */
export const createSnapshotsRepository = (access: CollectionAccess): SnapshotsRepository => ({
  get: async (tenant, owner, name) => {
    const [found] = await access.find<{ json: string; version: number }>(
      'get',
      snapshotQueries.byName(tenant, owner, name),
    );
    return found === undefined ? null : { value: JSON.parse(found.json) as unknown, version: found.version };
  },
  put: (tenant, owner, name, value, expectedVersion) =>
    access.run('put', async () => {
      const { filter } = snapshotQueries.byName(tenant, owner, name);
      const content = {
        version: expectedVersion + 1,
        json: JSON.stringify(value ?? null),
        updatedAt: new Date(),
      };
      if (expectedVersion === 0) return insert(access, { tenant, owner, name, ...content });
      const result = await access.native.updateOne(
        { ...filter, version: expectedVersion },
        { $set: content },
      );
      return result.matchedCount === 1;
    }),
});
