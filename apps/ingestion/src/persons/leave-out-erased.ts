import { personHashOf } from '@convoscope/privacy';
import type { Store } from '@convoscope/store';
import type { CleanConversation } from '../rules/apply-rules.ts';

/**
 * Which of these conversations are of persons who were erased after they had begun: what was said before the erasure was asked for never comes back, what
 * the person says later is new. Asks once, whatever their number.
 */
export const createFindErased =
  ({
    store,
    tenant,
  }: {
    store: { personRequests: Pick<Store['personRequests'], 'erasedAt'> };
    tenant: string;
  }) =>
  async (
    conversations: readonly Pick<CleanConversation, 'userId' | 'startedAt'>[],
  ): Promise<ReadonlySet<object>> => {
    const hashOf = (userId: string): string => personHashOf(tenant, userId);
    const hashes = new Set(conversations.flatMap(({ userId }) => (userId === null ? [] : [hashOf(userId)])));
    const erasedAt = await store.personRequests.erasedAt(tenant, [...hashes]);
    if (erasedAt.size === 0) return new Set();
    return new Set(
      conversations.filter(({ userId, startedAt }) => {
        const at = userId === null ? undefined : erasedAt.get(hashOf(userId));
        return at !== undefined && Date.parse(startedAt) <= at.getTime();
      }),
    );
  };
