import { personRequestQueries } from '../collections/person-requests.ts';
import type { PersonRequestDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { PersonRequestsRepository } from '../store.ts';

/** `person_requests`. */
export const createPersonRequestsRepository = (access: CollectionAccess): PersonRequestsRepository => ({
  insert: async (document) =>
    access.run('insert', async () => void (await access.native.insertOne({ ...document }))),
  findById: async (tenant, requestId) =>
    (
      await access.find<PersonRequestDocument>('findById', personRequestQueries.byId(tenant, requestId), {
        limit: 1,
      })
    )[0] ?? null,
  findOfStatus: async (tenant, status, limit) =>
    access.find('findOfStatus', personRequestQueries.ofStatus(tenant, status), { limit }),
  findExportsBefore: async (tenant, before, limit) =>
    access.find('findExportsBefore', personRequestQueries.exportsBefore(tenant, before), { limit }),
  update: async (tenant, requestId, change) =>
    access.run('update', async () => {
      await access.native.updateOne(personRequestQueries.byId(tenant, requestId).filter, {
        $set: { ...change },
      });
    }),
  erasedAt: async (tenant, personHashes) => {
    if (personHashes.length === 0) return new Map();
    const found = await access.find<PersonRequestDocument>(
      'erasedAt',
      personRequestQueries.erasures(tenant, personHashes),
    );
    const erased = new Map<string, Date>();
    for (const { personHash, requestedAt, status } of found) {
      // What is held is still kept, and follows its source.
      if (status === 'held') continue;
      const known = erased.get(personHash);
      if (known === undefined || known < requestedAt) erased.set(personHash, requestedAt);
    }
    return erased;
  },
});
