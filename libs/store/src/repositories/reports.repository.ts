import { reportQueries } from '../collections/analytics-reports.ts';
import type { ReportDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { ReportsRepository } from '../store.ts';

/** `analytics_reports`. */
export const createReportsRepository = (access: CollectionAccess): ReportsRepository => ({
  upsert: async (tenant, document) =>
    replaceMany(
      access,
      [{ ...document, tenant }],
      ({ reportId }) => reportQueries.byId(tenant, reportId).filter,
    ),
  endingBefore: (tenant, day) =>
    streamInOrder<Omit<ReportDocument, 'content'>>(access, reportQueries.endingBefore(tenant, day), {
      ...{ batchSize: 100, projection: { content: 0 } },
    }),
  findById: async (tenant, reportId) =>
    (await access.find<ReportDocument>('findById', reportQueries.byId(tenant, reportId)))[0] ?? null,
  findPage: async (tenant, filter, page) =>
    findPage(access, reportQueries.page(tenant, filter), page, { projection: { content: 0 } }),
});
