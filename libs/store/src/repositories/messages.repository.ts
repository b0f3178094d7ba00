import { LIVE, messageQueries } from '../collections/conversation-messages.ts';
import type { ConversationDocument } from '../documents.ts';
import { MAX_TIME_MS, type CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert } from '../mongo/guarded-upsert.ts';
import { streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { MessagesRepository, StoredRef } from '../store.ts';
import { newestDeletions, type Deletion } from './deletion.ts';
import { markDays } from './ledger-marks.ts';
import { createVersionedRepository, toDeletionWrite, upsertVersioned } from './versioned.repository.ts';

const REVISION_FIELDS = {
  conversationId: 1,
  sourceRowId: 1,
  revision: 1,
  sequence: 1,
  startedAt: 1,
} as const;
const WINDOW_FIELDS: Record<string, 0 | 1> = {
  ...{ conversationId: 1, source: 1, startedAt: 1, sequence: 1, revision: 1, userId: 1 },
};
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

const REF_FIELDS: Record<string, 0 | 1> = {
  ...{ conversationId: 1, source: 1, revision: 1, startedAt: 1, ingestedAt: 1, deletedAt: 1 },
};

async function* liveRefs(
  access: CollectionAccess,
  tenant: string,
  days?: { from?: string; to?: string },
): AsyncGenerator<StoredRef> {
  const stored = streamInOrder<StoredRef & { deletedAt: Date | null }>(
    access,
    messageQueries.refs(tenant, days),
    { batchSize: REVISIONS_BATCH, projection: REF_FIELDS },
  );
  for await (const { deletedAt, ...ref } of stored) if (deletedAt === null) yield ref;
}

/** Answered from the index alone, which cannot be asked for what is not deleted: so those that are, are taken off. */
async function countLive(access: CollectionAccess, tenant: string): Promise<number> {
  const { filter, index } = messageQueries.refs(tenant);
  const count = (more: object): Promise<number> =>
    access.run('count', () => access.native.countDocuments({ ...filter, ...more }, { hint: index }));
  const [all, deleted] = await Promise.all([count({}), count({ deletedAt: { $gte: new Date(0) } })]);
  return all - deleted;
}

/** The days of these conversations, as they stand now. */
async function daysOf(access: CollectionAccess, tenant: string, ids: readonly string[]): Promise<string[]> {
  const found = await access.find<{ startedAt: string }>('daysOf', messageQueries.byIds(tenant, ids), {
    projection: { startedAt: 1 },
  });
  return found.map(({ startedAt }) => startedAt.slice(0, 10));
}

const FIRST_WORDS_LENGTH = 160;

async function firstWords(
  access: CollectionAccess,
  tenant: string,
  conversationIds: readonly string[],
): Promise<Map<string, string>> {
  if (conversationIds.length === 0) return new Map();
  const { filter, index } = messageQueries.byIds(tenant, conversationIds);
  const ofPerson = { $filter: { input: '$messages', cond: { $eq: ['$$this.role', 'user'] } } };
  const found = await access.run('firstWords', () =>
    access.native
      .aggregate<{ conversationId: string; text: string }>(
        [
          { $match: { ...filter, ...LIVE } },
          { $project: { conversationId: 1, first: { $first: ofPerson } } },
          { $match: { first: { $type: 'object' } } },
          {
            $project: {
              ...{ _id: 0, conversationId: 1 },
              text: { $substrCP: ['$first.content', 0, FIRST_WORDS_LENGTH] },
            },
          },
        ],
        { hint: index, maxTimeMS: MAX_TIME_MS },
      )
      .toArray(),
  );
  return new Map(found.map(({ conversationId, text }) => [conversationId, text]));
}

/**
 * `conversation_messages`. `findById` also finds deleted conversations, with their `deletedAt`. After each write the days are marked in which
 * something changed; the day that a conversation was moved away from is marked by whoever reports on it.
 */
export function createMessagesRepository(
  access: CollectionAccess,
  marks: CollectionAccess,
): MessagesRepository {
  return {
    ...createVersionedRepository<ConversationDocument>(access, messageQueries),
    upsertMany: async (tenant, documents) =>
      upsertVersioned(access, tenant, documents, liveGuard).finally(() =>
        // Also where some were refused: the others were written.
        markDays(
          marks,
          tenant,
          documents.map(({ startedAt }) => startedAt.slice(0, 10)),
        ),
      ),
    markDeleted: async (tenant, deletions) => {
      const n = await markDeleted(access, tenant, deletions);
      const ids = deletions.map(({ conversationId }) => conversationId);
      await markDays(marks, tenant, await daysOf(access, tenant, ids));
      return n;
    },
    erase: async (tenant, deletions) => {
      const ids = deletions.map(({ conversationId }) => conversationId);
      // Their days are only known as long as they are there.
      const days = await daysOf(access, tenant, ids);
      await guardedUpsert(
        access,
        newestDeletions(deletions).map((deletion) => toDeletionWrite(tenant, deletion)),
      );
      await markDays(marks, tenant, days);
    },
    count: async (tenant) => countLive(access, tenant),
    refs: (tenant, days) => liveRefs(access, tenant, days),
    sources: async (tenant) =>
      access.run('sources', async () =>
        (await access.native.distinct('source', { tenant: scalar(tenant, 'tenant') })).map(String).sort(),
      ),
    ofWindow: (tenant, source, days) =>
      streamInOrder(access, messageQueries.ofWindow(tenant, source, days), {
        batchSize: REVISIONS_BATCH,
        projection: WINDOW_FIELDS,
      }),
    liveAmong: async (tenant, ids) =>
      ids.length === 0
        ? []
        : (
            await access.find<{ conversationId: string }>(
              'liveAmong',
              messageQueries.liveAmong(tenant, ids),
              {
                projection: { conversationId: 1 },
              },
            )
          ).map(({ conversationId }) => conversationId),
    tenants: async () =>
      access.run('tenants', async () => (await access.native.distinct('tenant')).map(String).sort()),
    changedSince: async (tenant, ids, since) =>
      (
        await access.find<{ conversationId: string }>(
          'changedSince',
          messageQueries.changedSince(tenant, ids, since),
          { projection: { conversationId: 1 } },
        )
      ).map(({ conversationId }) => conversationId),
    firstWords: async (tenant, conversationIds) => firstWords(access, tenant, conversationIds),
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
