import { apiKeyQueries } from '../collections/api-keys.ts';
import type { ApiKeyDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { insertOnce } from '../mongo/insert-once.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { ApiKeysRepository } from '../store.ts';

/** One that can be used: a revoked one never comes back. */
const ofTenant = (tenant: string, keyId: string) => ({
  ...apiKeyQueries.byKey(keyId).filter,
  tenant: scalar(tenant, 'tenant'),
  revokedAt: null,
});

/** `api_keys`. */
export const createApiKeysRepository = (access: CollectionAccess): ApiKeysRepository => ({
  insert: (document) => insertOnce(access, document),
  findByKeyId: async (keyId) =>
    (await access.find<ApiKeyDocument>('findByKeyId', apiKeyQueries.byKey(keyId), { limit: 1 }))[0] ?? null,
  findPage: async (tenant, page) => findPage(access, apiKeyQueries.page(tenant), page),
  rotate: async (tenant, keyId, { from, ...change }) =>
    access.run('rotate', async () => {
      const filter = { ...ofTenant(tenant, keyId), hash: scalar(from, 'from') };
      return (
        (await access.native.updateOne(filter, { $set: { ...change, previousHash: from } })).matchedCount ===
        1
      );
    }),
  revoke: async (tenant, keyId, revokedAt) =>
    access.run('revoke', async () => {
      const { matchedCount } = await access.native.updateOne(ofTenant(tenant, keyId), {
        $set: { revokedAt },
      });
      return matchedCount === 1;
    }),
  touch: async (tenant, keyId, lastUsedAt) =>
    access.run('touch', async () => {
      await access.native.updateOne(ofTenant(tenant, keyId), { $max: { lastUsedAt } });
    }),
});
