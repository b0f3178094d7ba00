import { userQueries } from '../collections/user-analytics.ts';
import type { UserAnalyticsDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { replaceMany } from '../mongo/replace-many.ts';
import type { UserAnalyticsRepository } from '../store.ts';

/** `user_analytics`. */
export const createUserAnalyticsRepository = (access: CollectionAccess): UserAnalyticsRepository => ({
  upsertMany: async (tenant, documents) =>
    replaceMany(
      access,
      documents.map((document) => ({ ...document, tenant })),
      ({ userId }) => userQueries.byId(tenant, userId).filter,
    ),
  findById: async (tenant, userId) =>
    (await access.find<UserAnalyticsDocument>('findById', userQueries.byId(tenant, userId)))[0] ?? null,
  findPage: async (tenant, page) => findPage(access, userQueries.page(tenant), page),
});
