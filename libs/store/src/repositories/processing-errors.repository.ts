import type { mongo } from 'mongoose';
import { ERROR_STATUSES, processingErrorQueries } from '../collections/processing-errors.ts';
import type { ProcessingErrorDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import type { GuardedWrite } from '../mongo/guarded-write.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { ProcessingErrorsRepository } from '../store.ts';

const INTERNAL = { resolvedAt: 0 } as const;

const literally = (fields: object): mongo.Document =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $literal: value as unknown }]));

/** Everything as given, but the first sighting, which stays the earliest known. */
function toWrite(tenant: string, document: ProcessingErrorDocument): GuardedWrite {
  const { firstSeenAt, ...rest } = document;
  const source = scalar(document.source, 'source');
  const sourceRowId = scalar(document.sourceRowId, 'sourceRowId');
  const fields = {
    ...literally({ ...rest, tenant, resolvedAt: null }),
    firstSeenAt: { $min: ['$firstSeenAt', firstSeenAt] },
  };
  return {
    id: sourceRowId,
    key: { tenant: scalar(tenant, 'tenant'), source, sourceRowId },
    guard: {},
    change: { update: [{ $set: fields }] },
  };
}

async function countByStatus(access: CollectionAccess, tenant: string): Promise<Record<string, number>> {
  const counts = ERROR_STATUSES.map(async (status) => {
    const { filter } = processingErrorQueries.page(tenant, { status });
    return [status, await access.run('countByStatus', () => access.native.countDocuments(filter))] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** `processing_errors`. `countByStatus` names every status, also those without errors. */
export const createProcessingErrorsRepository = (access: CollectionAccess): ProcessingErrorsRepository => ({
  upsertMany: async (tenant, documents) => {
    const last = new Map(
      documents.map((document) => [`${document.source}\n${document.sourceRowId}`, document]),
    );
    await guardedUpsert(
      access,
      [...last.values()].map((document) => toWrite(tenant, document)),
    );
  },
  hasOpen: async (tenant, source) =>
    (await access.find('hasOpen', processingErrorQueries.open(tenant, source), { limit: 1 })).length > 0,
  findOpen: async (tenant, source, rowIds) =>
    rowIds.length === 0
      ? []
      : access.find('findOpen', processingErrorQueries.unresolvedRows(tenant, source, rowIds), {
          projection: INTERNAL,
        }),
  findDue: async (tenant, source, at, limit) =>
    access.find('findDue', processingErrorQueries.due(tenant, source, at), { limit, projection: INTERNAL }),
  findPage: async (tenant, filter, page) =>
    findPage(access, processingErrorQueries.page(tenant, filter), page, { projection: INTERNAL }),
  resolve: async (tenant, source, sourceRowIds, at) => {
    const { filter } = processingErrorQueries.unresolvedRows(tenant, source, sourceRowIds);
    const change = { $set: { status: 'resolved', nextRetryAt: null, resolvedAt: at } };
    return (await access.run('resolve', () => access.native.updateMany(filter, change))).modifiedCount;
  },
  countByStatus: async (tenant) => countByStatus(access, tenant),
});
