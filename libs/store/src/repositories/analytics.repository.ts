import { analyticsQueries } from '../collections/conversation-analytics.ts';
import type { AnalyticsDocument } from '../documents.ts';
import { checkPipeline } from '../mongo/aggregation-guard.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { AnalyticsRepository, AnalyticsSection, UpsertResult } from '../store.ts';
import { inRounds, toDeletionWrite, toSectionWrite } from './analytics-sections.ts';
import { newestDeletions } from './deletion.ts';

const STREAM_BATCH = 500;
const MAX_TIME_MS = 120_000;
/** Fields of the collection that are not part of the document as others see it. */
const INTERNAL = { isLive: 0, deletion: 0 } as const;

async function upsertSections(
  access: CollectionAccess,
  tenant: string,
  sections: readonly AnalyticsSection[],
  at: Date,
): Promise<UpsertResult> {
  scalar(tenant, 'tenant');
  let written = 0;
  for (const round of inRounds(sections)) {
    const writes = round.map((section) => toSectionWrite(tenant, section, at));
    written += (await guardedUpsert(access, writes)).written;
  }
  return { written, skippedAsOlder: sections.length - written };
}

/** `conversation_analytics`. Rows whose conversation section has not arrived are not shown. */
export function createAnalyticsRepository(access: CollectionAccess): AnalyticsRepository {
  return {
    upsertSections: async (tenant, sections, at) => upsertSections(access, tenant, sections, at),
    markDeleted: async (tenant, deletions) => {
      scalar(tenant, 'tenant');
      const writes = newestDeletions(deletions).map((deletion) => toDeletionWrite(tenant, deletion));
      return (await guardedUpsert(access, writes)).written;
    },
    findById: async (tenant, conversationId) => {
      const query = analyticsQueries.byIds(tenant, [conversationId]);
      const [found] = await access.find<AnalyticsDocument>('findById', query, { projection: INTERNAL });
      return found ?? null;
    },
    findPage: async (tenant, filter, page) =>
      findPage(access, analyticsQueries.page(tenant, filter), page, { projection: INTERNAL }),
    count: async (tenant, filter) =>
      access.run('count', () => access.native.countDocuments(analyticsQueries.page(tenant, filter).filter)),
    aggregate: async <R>(tenant: string, pipeline: readonly Record<string, unknown>[]) => {
      checkPipeline(pipeline);
      const own = [{ $match: analyticsQueries.page(tenant).filter }, { $unset: Object.keys(INTERNAL) }];
      const options = { allowDiskUse: true, maxTimeMS: MAX_TIME_MS };
      return access.run('aggregate', () =>
        access.native.aggregate<R & object>([...own, ...pipeline], options).toArray(),
      );
    },
    stream: (tenant, filter) =>
      streamInOrder(access, analyticsQueries.live(tenant, filter), {
        batchSize: STREAM_BATCH,
        projection: INTERNAL,
      }),
  };
}
