import { retentionRunQueries } from '../collections/retention-runs.ts';
import type { RetentionCounts, RetentionRunDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { RetentionRunsRepository } from '../store.ts';

/** Adds to what is there by path: a step costs its own days, not those of the whole run. */
const increments = (counts: RetentionCounts): Record<string, number> =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([day, places]) =>
      Object.entries(places).map(([place, n]) => [`counts.${day}.${place}`, n]),
    ),
  );

/** `retention_runs`. */
export const createRetentionRunsRepository = (access: CollectionAccess): RetentionRunsRepository => {
  const update = (
    operation: string,
    tenant: string,
    runId: string,
    change: Parameters<CollectionAccess['native']['updateOne']>[1],
  ): Promise<void> =>
    access.run(operation, async () => {
      await access.native.updateOne(retentionRunQueries.byId(tenant, runId).filter, change);
    });
  return {
    insert: async (document) =>
      access.run('insert', async () => void (await access.native.insertOne({ ...document }))),
    findById: async (tenant, runId) =>
      (
        await access.find<RetentionRunDocument>('findById', retentionRunQueries.byId(tenant, runId), {
          limit: 1,
        })
      )[0] ?? null,
    findOfStatus: async (status, limit) =>
      access.find('findOfStatus', retentionRunQueries.ofStatus(status), { limit }),
    findPage: async (tenant, page) => findPage(access, retentionRunQueries.page(tenant), page),
    update: async (tenant, runId, change) => update('update', tenant, runId, { $set: { ...change } }),
    settlePending: async (tenant, runId, { scope, n, digest, counts }) =>
      update('settlePending', tenant, runId, {
        $set: { pending: [], pendingReport: null, pendingCounts: {}, digest },
        $inc: {
          ...increments(counts),
          nConversations: n,
          ...(scope !== null && { [`scopes.${scope}.n`]: n }),
        },
      }),
  };
};
