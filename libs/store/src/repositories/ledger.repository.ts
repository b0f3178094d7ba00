import { ledgerQueries } from '../collections/ledger.ts';
import type { LedgerDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { LedgerRepository } from '../store.ts';

/** One transaction, so that a reader sees the count before or the count after, never a mixture. Needs a replica set. */
async function replaceAll(
  access: CollectionAccess,
  tenant: string,
  entries: readonly LedgerDocument[],
): Promise<void> {
  const { filter } = ledgerQueries.all(tenant);
  const documents = entries.map((entry) => ({ ...entry, tenant }));
  await access.run('replaceAll', () =>
    access.client.withSession((session) =>
      session.withTransaction(async () => {
        await access.native.deleteMany(filter, { session });
        if (documents.length > 0) await access.native.insertMany(documents, { session });
      }),
    ),
  );
}

/** `ledger`. */
export const createLedgerRepository = (access: CollectionAccess): LedgerRepository => ({
  replaceAll: async (tenant, entries) => replaceAll(access, tenant, entries),
  findAll: async (tenant, filter) => access.find('findAll', ledgerQueries.all(tenant, filter)),
});
