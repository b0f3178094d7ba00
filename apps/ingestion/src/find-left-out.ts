import type { Store } from '@convoscope/store';
import { createFindErased } from './persons/leave-out-erased.ts';
import { createFindExpired, type FindExpiredDeps } from './retention/leave-out-expired.ts';
import type { CleanConversation } from './rules/apply-rules.ts';

export type LeftOutBecause = 'erased-person' | 'retention';

/** Which of these conversations are not taken in, though their source has them, and why. Asks a few times, whatever their number. */
export type FindLeftOut = (
  conversations: readonly Pick<CleanConversation, 'conversationId' | 'source' | 'userId' | 'startedAt'>[],
) => Promise<ReadonlyMap<object, LeftOutBecause>>;

export interface FindLeftOutDeps extends FindExpiredDeps {
  store: FindExpiredDeps['store'] & { personRequests: Pick<Store['personRequests'], 'erasedAt'> };
}

/** Of persons who were erased, and what retention has removed: both never come back. The same where rows are taken in and where the source is counted. */
export function createFindLeftOut(deps: FindLeftOutDeps): FindLeftOut {
  const [findErased, findExpired] = [createFindErased(deps), createFindExpired(deps)];
  return async (conversations) => {
    const [erased, expired] = await Promise.all([findErased(conversations), findExpired(conversations)]);
    return new Map<object, LeftOutBecause>([
      ...[...expired].map((one) => [one, 'retention'] as const),
      ...[...erased].map((one) => [one, 'erased-person'] as const),
    ]);
  };
}
