import type { Store } from '@convoscope/store';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import type { KnownConversation, KnownConversations } from './assign-sequence.step.ts';
import type { CleanRow } from './clean-row.step.ts';

export type FindKnownStep = (rows: readonly CleanRow[], signal?: AbortSignal) => Promise<KnownConversations>;

export interface FindKnownDeps {
  store: { messages: Pick<Store['messages'], 'findBySourceRows' | 'findByIds'> };
  source: Pick<ConversationSource, 'name' | 'rowsByIds'>;
  tenant: string;
}

/** Looks up what is stored of a page's rows: two queries, and one to the source where two rows claim the same conversation. */
export function createFindKnownStep({ store, source, tenant }: FindKnownDeps): FindKnownStep {
  return async function findKnownStep(rows, signal) {
    const found = await store.messages.findBySourceRows(
      tenant,
      source.name,
      rows.map(({ rowId }) => rowId),
    );
    const byRow = new Map<string, KnownConversation>(
      found.map((known) => [known.sourceRowId, { ...known, source: source.name, isDeleted: false }]),
    );
    const claimed = rows.filter(
      ({ rowId, conversation }) => byRow.get(rowId)?.conversationId !== conversation.conversationId,
    );
    const byId = await findHolders(claimed.map(({ conversation }) => conversation.conversationId));
    const rivals = claimed.flatMap(({ rowId, conversation }) => {
      const holder = byId.get(conversation.conversationId);
      const isRival =
        holder?.isDeleted === false && holder.source === source.name && holder.sourceRowId !== rowId;
      return isRival ? [holder.sourceRowId] : [];
    });
    const living = rivals.length === 0 ? [] : (await source.rowsByIds(rivals, signal)).rows;
    return { byRow, byId, livingRows: new Set(living.map(({ rowId }) => rowId)) };
  };

  async function findHolders(ids: readonly string[]): Promise<Map<string, KnownConversation>> {
    if (ids.length === 0) return new Map();
    const documents = await store.messages.findByIds(tenant, ids);
    return new Map(documents.map((d) => [d.conversationId, { ...d, isDeleted: d.deletedAt !== null }]));
  }
}
