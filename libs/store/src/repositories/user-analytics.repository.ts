import { userQueries } from '../collections/user-analytics.ts';
import type { UserAnalyticsDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import type { UserAnalyticsRepository } from '../store.ts';

/** Fields of the collection that are not part of the document as others see it. */
const INTERNAL = { written: 0 } as const;

const QUERIES = { busiest: userQueries.page, unhappiest: userQueries.unhappiest, latest: userQueries.latest };

/** `user_analytics`. */
export const createUserAnalyticsRepository = (access: CollectionAccess): UserAnalyticsRepository => ({
  findById: async (tenant, userId) => {
    const query = userQueries.byId(tenant, userId);
    const [found] = await access.find<UserAnalyticsDocument>('findById', query, { projection: INTERNAL });
    return found ?? null;
  },
  findPage: async (tenant, { order = 'busiest', ...page }) =>
    findPage(access, QUERIES[order](tenant), page, { projection: INTERNAL }),
  countFirstSeen: async (tenant, range) =>
    access.run('countFirstSeen', () => {
      const { filter, index } = userQueries.firstSeen(tenant, range);
      return access.native.countDocuments(filter, { hint: index });
    }),
});
