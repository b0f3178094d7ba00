import { detectorJobQueries } from '../collections/detector-jobs.ts';
import type { DetectorJobDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { DetectorJobsRepository } from '../store.ts';

/** `detector_jobs`. */
export const createDetectorJobsRepository = (access: CollectionAccess): DetectorJobsRepository => ({
  insert: async (tenant, job) => {
    const { filter } = detectorJobQueries.byId(tenant, job.jobId);
    await access.run('insert', () =>
      access.native.updateOne(filter, { $setOnInsert: { ...job, tenant } }, { upsert: true }),
    );
  },
  findById: async (tenant, jobId) =>
    (await access.find<DetectorJobDocument>('findById', detectorJobQueries.byId(tenant, jobId)))[0] ?? null,
  findPage: async (tenant, page) =>
    findPage<DetectorJobDocument>(access, detectorJobQueries.page(tenant), page),
  claim: async (tenant, { holder, now, leaseUntil }) =>
    access.run('claim', async () => {
      const { filter, sort = {} } = detectorJobQueries.open(tenant, now);
      const change = { $set: { state: 'running', holder, leaseUntil }, $inc: { attempts: 1 } };
      const found = await access.native.findOneAndUpdate(filter, change, {
        ...{ sort, returnDocument: 'after', projection: { _id: 0 } },
      });
      return found as unknown as DetectorJobDocument | null;
    }),
  change: async (tenant, jobId, holder, change) =>
    access.run('change', async () => {
      const { filter } = detectorJobQueries.byId(tenant, jobId);
      const own = { ...filter, holder, state: 'running' };
      return (await access.native.updateOne(own, { $set: change })).matchedCount === 1;
    }),
  cancel: async (tenant, jobId, endedAt) =>
    access.run('cancel', async () => {
      const { filter } = detectorJobQueries.byId(tenant, jobId);
      const open = { ...filter, endedAt: null };
      const set = { state: 'cancelled', endedAt };
      return (await access.native.updateOne(open, { $set: set })).matchedCount === 1;
    }),
});
