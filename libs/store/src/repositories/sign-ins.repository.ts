import { signInAttemptQueries } from '../collections/sign-in-attempts.ts';
import { signInFlowQueries } from '../collections/sign-in-flows.ts';
import type { SignInFlowDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { insertOnce } from '../mongo/insert-once.ts';
import type { SignInsRepository } from '../store.ts';

export interface SignInAccesses {
  attempts: CollectionAccess;
  flows: CollectionAccess;
}

/** `sign_in_attempts`, `sign_in_flows`. */
export const createSignInsRepository = ({ attempts, flows }: SignInAccesses): SignInsRepository => ({
  count: (tenant, key, { at, expireAt }) =>
    attempts.run('count', async () => {
      const { filter } = signInAttemptQueries.byKey(tenant, key);
      // What is over may not be removed yet: it begins anew, in the one write that counts.
      const isOver = { $lte: [{ $ifNull: ['$expireAt', at] }, at] };
      const counted = await attempts.native.findOneAndUpdate(
        filter,
        [
          {
            $set: {
              nTried: { $cond: [isOver, 1, { $add: ['$nTried', 1] }] },
              expireAt: { $cond: [isOver, expireAt, '$expireAt'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after', projection: { _id: 0, nTried: 1, expireAt: 1 } },
      );
      return counted as unknown as { nTried: number; expireAt: Date };
    }),
  forget: (tenant, key) =>
    attempts.run('forget', async () => {
      await attempts.native.deleteOne(signInAttemptQueries.byKey(tenant, key).filter);
    }),
  begin: async (flow) => void (await insertOnce(flows, flow)),
  take: (flowHash, at) =>
    flows.run('take', async () => {
      const { filter } = signInFlowQueries.byFlow(flowHash);
      const taken = await flows.native.findOneAndDelete(filter, { projection: { _id: 0 } });
      const flow = taken as unknown as SignInFlowDocument | null;
      return flow !== null && flow.expireAt > at ? flow : null;
    }),
});
