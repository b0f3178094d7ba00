import { conversationDate } from '@convoscope/contracts';
import { readRetentionState, type Store } from '@convoscope/store';
import type { CleanConversation } from '../rules/apply-rules.ts';

export interface FindExpiredDeps {
  store: { messages: Pick<Store['messages'], 'liveAmong'>; snapshots: Pick<Store['snapshots'], 'get'> };
  tenant: string;
}

/**
 * Which of these conversations a run of retention removed, or would have: older than what is kept of their source, and not here any more. What is still here
 * (held, or about to go) follows its source. Two small queries, one where nothing is so old.
 */
export const createFindExpired =
  ({ store, tenant }: FindExpiredDeps) =>
  async (
    conversations: readonly Pick<CleanConversation, 'conversationId' | 'source' | 'startedAt'>[],
  ): Promise<ReadonlySet<object>> => {
    const { sources } = await readRetentionState(store.snapshots, tenant);
    const old = conversations.filter((one) => conversationDate(one) < (sources[one.source] ?? ''));
    if (old.length === 0) return new Set();
    const ids = old.map(({ conversationId }) => conversationId);
    const live = new Set(await store.messages.liveAmong(tenant, ids));
    return new Set(old.filter(({ conversationId }) => !live.has(conversationId)));
  };
