import { errorGroupQueries } from '../collections/error-groups.ts';
import type { ErrorGroupDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { ErrorGroupsRepository } from '../store.ts';

/** `error_groups`. */
export const createErrorGroupsRepository = (access: CollectionAccess): ErrorGroupsRepository => ({
  add: async (tenant, groups) => {
    if (groups.length === 0) return;
    const writes = groups.map(({ count, firstSeenAt, lastSeenAt, firstRelease, ...group }) => ({
      updateOne: {
        filter: errorGroupQueries.byFingerprint(tenant, group.service, group.fingerprint).filter,
        update: {
          $set: { ...group, tenant },
          $inc: { count },
          $min: { firstSeenAt },
          $max: { lastSeenAt },
          $setOnInsert: { firstRelease },
        },
        upsert: true,
      },
    }));
    await access.run('add', () => access.native.bulkWrite(writes, { ordered: false }));
  },
  findPage: async (tenant, page) =>
    findPage<ErrorGroupDocument>(access, errorGroupQueries.page(tenant), page),
});
