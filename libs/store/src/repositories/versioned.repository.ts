import { isNotOlder } from '@convoscope/contracts';
import type { NamedQuery } from '../collections/collection-spec.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert, notNewerThan } from '../mongo/guarded-upsert.ts';
import type { GuardedWrite } from '../mongo/guarded-write.ts';
import { streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import type { UpsertResult, VersionedRepository } from '../store.ts';
import { newestDeletions, type Deletion } from './deletion.ts';

interface Versioned {
  tenant: string;
  conversationId: string;
  sequence: number;
  pass: number;
}

interface Queries {
  byIds(tenant: string, ids: readonly string[]): NamedQuery;
  live(tenant: string, filter?: { from?: string; to?: string; source?: string }): NamedQuery;
}

const STREAM_BATCH = 200;

/** The newest of each conversation; of equal versions the last. */
export function newestOfEach<T extends Omit<Versioned, 'tenant'>>(documents: readonly T[]): T[] {
  const newest = new Map<string, T>();
  for (const document of documents) {
    const known = newest.get(document.conversationId);
    if (known === undefined || isNotOlder(document, known)) newest.set(document.conversationId, document);
  }
  return [...newest.values()];
}

/** Writes documents of one conversation each, under the guard on sequence and pass. What a deletion left has no pass: at one sequence it wins. */
export async function upsertVersioned<T extends Versioned>(
  access: CollectionAccess,
  tenant: string,
  documents: readonly T[],
  guardOf: (document: T) => GuardedWrite['guard'] = notNewerThan,
): Promise<UpsertResult> {
  scalar(tenant, 'tenant');
  const newest = newestOfEach(documents);
  const result = await guardedUpsert(
    access,
    newest.map((document) => ({
      id: document.conversationId,
      key: { tenant, conversationId: scalar(document.conversationId, 'conversationId') },
      guard: guardOf(document),
      change: { replacement: { ...document, tenant } },
      whenAbsent: { ...document, tenant },
    })),
  );
  return { written: result.written, skippedAsOlder: documents.length - result.written };
}

/** Puts what a deletion leaves in the place of what is not newer. */
export function toDeletionWrite(
  tenant: string,
  { conversationId, sequence, deletedAt }: Deletion,
): GuardedWrite {
  const key = { tenant: scalar(tenant, 'tenant'), conversationId: scalar(conversationId, 'conversationId') };
  const left = { ...key, sequence, deletedAt };
  return {
    ...{ id: conversationId, key, guard: { sequence: { $lte: sequence } } },
    ...{ change: { replacement: left }, whenAbsent: left },
  };
}

/** Repository of a collection that holds one document a conversation. */
export function createVersionedRepository<T extends Versioned>(
  access: CollectionAccess,
  queries: Queries,
  /** Fields that are not part of the document as others see it. */
  projection: Record<string, 0> = {},
): VersionedRepository<T> {
  return {
    upsertMany: async (tenant, documents) => upsertVersioned(access, tenant, documents),
    findById: async (tenant, conversationId) =>
      (
        await access.find<T>('findById', queries.byIds(tenant, [conversationId]), { limit: 1, projection })
      )[0] ?? null,
    findByIds: async (tenant, ids) => access.find<T>('findByIds', queries.byIds(tenant, ids), { projection }),
    stream: (tenant, filter) =>
      streamInOrder<T>(access, queries.live(tenant, filter), { batchSize: STREAM_BATCH, projection }),
    markDeleted: async (tenant, deletions) => {
      const writes = newestDeletions(deletions).map((deletion) => toDeletionWrite(tenant, deletion));
      return (await guardedUpsert(access, writes)).written;
    },
    count: async (tenant) =>
      access.run('count', () => access.native.countDocuments(queries.live(tenant).filter)),
  };
}
