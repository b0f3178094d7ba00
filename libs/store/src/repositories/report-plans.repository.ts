import { reportPlanQueries } from '../collections/report-plans.ts';
import type { ReportPlanDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { ReportPlansRepository } from '../store.ts';

/** `report_plans`. */
export const createReportPlansRepository = (access: CollectionAccess): ReportPlansRepository => ({
  findAll: async (tenant, kind) =>
    access.find<ReportPlanDocument>('findAll', reportPlanQueries.all(tenant, kind)),
  findByName: async (tenant, kind, name) =>
    (await access.find<ReportPlanDocument>('findByName', reportPlanQueries.byName(tenant, kind, name)))[0] ??
    null,
  upsert: async (tenant, document) =>
    replaceMany(access, [{ ...document, tenant }], ({ kind, name }) => ({ tenant, kind, name })),
  findDue: async (now, limit) =>
    access.find<ReportPlanDocument>('findDue', reportPlanQueries.due(now), { limit }),
  movePast: async ({ tenant, kind, name, version, nextDueAt }, next, nSkipped) =>
    access.run('movePast', async () => {
      const { filter } = reportPlanQueries.byName(tenant, kind, name);
      const change = { $set: { nextDueAt: next }, $inc: { nSkipped } };
      const { matchedCount } = await access.native.updateOne({ ...filter, version, nextDueAt }, change);
      return matchedCount === 1;
    }),
});
