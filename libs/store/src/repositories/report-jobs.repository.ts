import { reportJobQueries } from '../collections/report-jobs.ts';
import type { ReportJobDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { ReportJobsRepository } from '../store.ts';

/** `report_jobs`. */
export const createReportJobsRepository = (access: CollectionAccess): ReportJobsRepository => ({
  insert: async (tenant, job) => {
    const { filter } = reportJobQueries.byId(tenant, job.jobId);
    return access.run('insert', async () => {
      const document = { ...job, tenant };
      const { upsertedCount } = await access.native.updateOne(
        filter,
        { $setOnInsert: document },
        { upsert: true },
      );
      return upsertedCount === 1;
    });
  },
  findById: async (tenant, jobId) =>
    (await access.find<ReportJobDocument>('findById', reportJobQueries.byId(tenant, jobId)))[0] ?? null,
  findPage: async (tenant, schedule, page) =>
    findPage<ReportJobDocument>(access, reportJobQueries.page(tenant, schedule), page),
  claim: async ({ holder, now, leaseUntil }) =>
    access.run('claim', async () => {
      const { filter, sort = {} } = reportJobQueries.open(now);
      const change = { $set: { state: 'running', holder, leaseUntil }, $inc: { attempts: 1 } };
      const found = await access.native.findOneAndUpdate(filter, change, {
        ...{ sort, returnDocument: 'after', projection: { _id: 0 } },
      });
      return found as unknown as ReportJobDocument | null;
    }),
  change: async (tenant, jobId, holder, change) =>
    access.run('change', async () => {
      const { filter } = reportJobQueries.byId(tenant, jobId);
      const own = { ...filter, holder, state: 'running' };
      return (await access.native.updateOne(own, { $set: change })).matchedCount === 1;
    }),
  cancel: async (tenant, jobId, endedAt) =>
    access.run('cancel', async () => {
      const { filter } = reportJobQueries.byId(tenant, jobId);
      const set = { state: 'cancelled', endedAt };
      return (await access.native.updateOne({ ...filter, endedAt: null }, { $set: set })).matchedCount === 1;
    }),
});
