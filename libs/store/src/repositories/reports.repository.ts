import { reportQueries } from '../collections/analytics-reports.ts';
import type { ReportDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { ReportsRepository } from '../store.ts';

async function* endingBefore(
  access: CollectionAccess,
  tenant: string,
  day: string,
): AsyncGenerator<Omit<ReportDocument, 'content'>> {
  const query = reportQueries.beginningBefore(tenant, day);
  const found = streamInOrder<Omit<ReportDocument, 'content'>>(access, query, {
    ...{ batchSize: 100, projection: { content: 0 } },
  });
  for await (const report of found) if (report.to < day) yield report;
}

/** `analytics_reports`. */
export const createReportsRepository = (access: CollectionAccess): ReportsRepository => ({
  upsert: async (tenant, document) =>
    replaceMany(
      access,
      [{ ...document, tenant }],
      ({ reportId }) => reportQueries.byId(tenant, reportId).filter,
    ),
  endingBefore: (tenant, day) => endingBefore(access, tenant, day),
  findById: async (tenant, reportId) =>
    (await access.find<ReportDocument>('findById', reportQueries.byId(tenant, reportId)))[0] ?? null,
  findPage: async (tenant, filter, page) =>
    findPage(access, reportQueries.page(tenant, filter), page, { projection: { content: 0 } }),
});
