import { accountQueries } from '../collections/accounts.ts';
import type { AccountDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { insertOnce } from '../mongo/insert-once.ts';
import { findPage } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { AccountsRepository } from '../store.ts';

const MOST_DEVICES = 10;

/** `accounts`. */
export function createAccountsRepository(access: CollectionAccess): AccountsRepository {
  const ofTenant = (tenant: string, accountId: string) => ({
    ...accountQueries.byId(accountId).filter,
    tenant: scalar(tenant, 'tenant'),
  });
  const findOne = async (operation: string, query: ReturnType<typeof accountQueries.byId>) =>
    (await access.find<AccountDocument>(operation, query, { limit: 1 }))[0] ?? null;
  return {
    insert: (document) => insertOnce(access, document),
    findById: (accountId) => findOne('findById', accountQueries.byId(accountId)),
    findByName: (tenant, name) => findOne('findByName', accountQueries.byName(tenant, name)),
    findPage: (tenant, page) => findPage(access, accountQueries.page(tenant), page),
    isAny: async () => (await access.run('isAny', () => access.native.findOne({}))) !== null,
    change: (tenant, accountId, change) =>
      access.run('change', async () => {
        const { matchedCount } = await access.native.updateOne(ofTenant(tenant, accountId), { $set: change });
        return matchedCount === 1;
      }),
    useCode: (tenant, accountId, step) =>
      access.run('useCode', async () => {
        const unused = { $or: [{ totpStep: null }, { totpStep: { $lt: scalar(step, 'step') } }] };
        const filter = { ...ofTenant(tenant, accountId), ...unused };
        return (await access.native.updateOne(filter, { $set: { totpStep: step } })).matchedCount === 1;
      }),
    noteSignIn: (tenant, accountId, { at, device }) =>
      access.run('noteSignIn', async () => {
        const push =
          device === null ? {} : { $push: { devices: { $each: [device], $slice: -MOST_DEVICES } } };
        await access.native.updateOne(ofTenant(tenant, accountId), {
          $set: { signedInAt: at },
          ...push,
        } as never);
      }),
  };
}
