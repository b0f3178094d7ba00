import { apiRequestQueries } from '../collections/api-requests.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { ApiRequestsRepository, KnownRequest } from '../store.ts';

/** Whoever served it so long is gone: another may begin anew. */
const ABANDONED_AFTER_MS = 120_000;

/** `api_requests`. */
export const createApiRequestsRepository = (access: CollectionAccess): ApiRequestsRepository => ({
  begin: async (tenant, { principal, key, fingerprint, at, expireAt }) =>
    access.run('begin', async () => {
      const { filter } = apiRequestQueries.byKey(tenant, principal, key);
      const fresh = { fingerprint, status: null, answer: null, begunAt: at, expireAt };
      const known = await access.native.findOneAndUpdate(
        filter,
        { $setOnInsert: { ...filter, ...fresh } },
        { upsert: true, returnDocument: 'before', projection: { _id: 0 } },
      );
      if (known === null) return null;
      const abandoned = {
        status: null,
        fingerprint,
        begunAt: { $lt: new Date(at.getTime() - ABANDONED_AFTER_MS) },
      };
      const { modifiedCount } = await access.native.updateOne({ ...filter, ...abandoned }, { $set: fresh });
      return modifiedCount === 1 ? null : (known as unknown as KnownRequest);
    }),
  finish: async (tenant, { principal, key }, { status, answer }) =>
    access.run('finish', async () => {
      const { filter } = apiRequestQueries.byKey(tenant, principal, key);
      await access.native.updateOne(filter, { $set: { status, answer } });
    }),
  forget: async (tenant, { principal, key }) =>
    access.run('forget', async () => {
      await access.native.deleteOne(apiRequestQueries.byKey(tenant, principal, key).filter);
    }),
});
