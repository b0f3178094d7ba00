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

interface Stored {
  json: string;
  version: number;
}

async function replace(
  access: CollectionAccess,
  filter: mongo.Document,
  content: Stored & { updatedAt: Date },
): Promise<boolean> {
  const expected = { ...filter, version: content.version - 1 };
  return (await access.native.updateOne(expected, { $set: content })).matchedCount === 1;
}

/**
 * `snapshots`. Values are kept as JSON text: what JSON cannot say (NaN, undefined, typed arrays) the caller must encode. Writing the very
 * value that stands at the next version counts as done: it is a repeat of a write whose answer was lost.
 */
export const createSnapshotsRepository = (access: CollectionAccess): SnapshotsRepository => ({
  get: async (tenant, owner, name) => {
    const [found] = await access.find<Stored>('get', snapshotQueries.byName(tenant, owner, name));
    return found === undefined ? null : { value: JSON.parse(found.json) as unknown, version: found.version };
  },
  put: async (tenant, owner, name, value, expectedVersion) =>
    access.run('put', async () => {
      const { filter } = snapshotQueries.byName(tenant, owner, name);
      const content = {
        version: expectedVersion + 1,
        json: JSON.stringify(value ?? null),
        updatedAt: new Date(),
      };
      const isDone =
        expectedVersion === 0
          ? await insert(access, { tenant, owner, name, ...content })
          : await replace(access, filter, content);
      if (isDone) return true;
      const { version, json } = content;
      return (await access.native.countDocuments({ ...filter, version, json }, { limit: 1 })) === 1;
    }),
  remove: async (tenant, owner, name) => {
    const { filter } = snapshotQueries.byName(tenant, owner, name);
    await access.run('remove', () => access.native.deleteOne(filter));
  },
});
