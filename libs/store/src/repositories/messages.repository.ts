import { messageQueries } from '../collections/conversation-messages.ts';
import type { ConversationDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import { streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { MessagesRepository } from '../store.ts';
import { newestDeletions, type Deletion } from './deletion.ts';
import { createVersionedRepository, upsertVersioned } from './versioned.repository.ts';

const REVISION_FIELDS = {
  conversationId: 1,
  sourceRowId: 1,
  revision: 1,
  sequence: 1,
  startedAt: 1,
} as const;
const REVISIONS_BATCH = 1_000;

/** At one sequence the deletion wins, in whichever order the two arrive. */
const liveGuard = (document: ConversationDocument): Record<string, unknown> => ({
  $or: [
    { sequence: { $lt: document.sequence } },
    { sequence: document.sequence, pass: { $lte: document.pass }, deletedAt: null },
  ],
});

async function markDeleted(
  access: CollectionAccess,
  tenant: string,
  deletions: readonly Deletion[],
): Promise<number> {
  const writes = newestDeletions(deletions).map(({ conversationId, sequence, deletedAt }) => ({
    id: conversationId,
    key: {
      tenant: scalar(tenant, 'tenant'),
      conversationId: scalar(conversationId, 'conversationId'),
    },
    guard: { sequence: { $lte: sequence } },
    change: { update: [{ $set: { sequence, deletedAt } }] },
    whenAbsent: { tenant, conversationId, sequence, deletedAt },
  }));
  return (await guardedUpsert(access, writes)).written;
}

/** `conversation_messages`. `findById` also finds deleted conversations, with their `deletedAt`. */
export function createMessagesRepository(access: CollectionAccess): MessagesRepository {
  return {
    ...createVersionedRepository<ConversationDocument>(access, messageQueries),
    upsertMany: async (tenant, documents) => upsertVersioned(access, tenant, documents, liveGuard),
    markDeleted: async (tenant, deletions) => markDeleted(access, tenant, deletions),
    revisions: (tenant, source) =>
      streamInOrder(access, messageQueries.bySource(tenant, source), {
        batchSize: REVISIONS_BATCH,
        projection: REVISION_FIELDS,
      }),
    findBySourceRows: async (tenant, source, rowIds) =>
      access.find('findBySourceRows', messageQueries.bySourceRows(tenant, source, rowIds), {
        projection: REVISION_FIELDS,
      }),
  };
}
