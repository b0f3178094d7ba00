import { usageQueries } from '../collections/usage.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { UsageRepository } from '../store.ts';

/** `usage`. */
export const createUsageRepository = (access: CollectionAccess): UsageRepository => ({
  take: (tenant, { key, windowAt, expireAt }, wanted, limit) =>
    access.run('take', async () => {
      const { filter } = usageQueries.byWindow(tenant, key, windowAt);
      const before = { $ifNull: ['$nTaken', 0] };
      // One write says how many there are left and takes them: of replicas that ask at once none is given what another has.
      const found = await access.native.findOneAndUpdate(
        filter,
        [{ $set: { nTaken: { $max: [before, { $min: [limit, { $add: [before, wanted] }] }] }, expireAt } }],
        { upsert: true, returnDocument: 'before', projection: { _id: 0, nTaken: 1 } },
      );
      const nBefore = Number(found?.['nTaken'] ?? 0);
      const nGranted = Math.max(0, Math.min(limit, nBefore + wanted) - nBefore);
      return { nGranted, nTaken: nBefore + nGranted };
    }),
  read: async (tenant, key, windowAt) => {
    const [found] = await access.find<{ nTaken: number }>(
      'read',
      usageQueries.byWindow(tenant, key, windowAt),
      {
        limit: 1,
      },
    );
    return found?.nTaken ?? 0;
  },
});
