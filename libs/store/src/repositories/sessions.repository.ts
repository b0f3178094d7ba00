import { sessionQueries } from '../collections/sessions.ts';
import type { SessionDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { insertOnce } from '../mongo/insert-once.ts';
import { scalar } from '../mongo/scalar.ts';
import type { SessionsRepository } from '../store.ts';

/** `sessions`. */
export const createSessionsRepository = (access: CollectionAccess): SessionsRepository => ({
  insert: async (document) => void (await insertOnce(access, document)),
  findById: async (sessionId) =>
    (await access.find<SessionDocument>('findById', sessionQueries.byId(sessionId), { limit: 1 }))[0] ?? null,
  rotate: (sessionId, { from, ...change }) =>
    access.run('rotate', async () => {
      const filter = { ...sessionQueries.byId(sessionId).filter, hash: scalar(from, 'from') };
      return (await access.native.updateOne(filter, { $set: change })).matchedCount === 1;
    }),
  touch: (sessionId, { at, expireAt }) =>
    access.run('touch', async () => {
      await access.native.updateOne(sessionQueries.byId(sessionId).filter, {
        $max: { seenAt: at, expireAt },
      });
    }),
  end: (sessionId) =>
    access.run('end', async () => {
      await access.native.deleteOne(sessionQueries.byId(sessionId).filter);
    }),
  endAll: (tenant, subject, except) =>
    access.run('endAll', async () => {
      const { filter } = sessionQueries.ofSubject(tenant, subject);
      const others = except === undefined ? {} : { sessionId: { $ne: scalar(except, 'except') } };
      return (await access.native.deleteMany({ ...filter, ...others })).deletedCount;
    }),
});
