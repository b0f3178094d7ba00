import type {
  ConversationDocument,
  ProcessingErrorDocument,
  ProcessingStateDocument,
  Store,
} from '@convoscope/store';
import { isNotOlder } from '@convoscope/contracts';

/** The part of the store that ingestion uses, in memory, with the guards of the real one. */
export type InMemoryStore = Pick<
  Store,
  'messages' | 'personRequests' | 'processingErrors' | 'processingState' | 'snapshots'
> & {
  documents: Map<string, ConversationDocument>;
  errors: Map<string, ProcessingErrorDocument>;
  states: ProcessingStateDocument[];
  /** When whose erasure was asked for, by hash. */
  erased: Map<string, Date>;
};

export function createInMemoryStore(): InMemoryStore {
  const documents = new Map<string, ConversationDocument>();
  const errors = new Map<string, ProcessingErrorDocument>();
  const states: ProcessingStateDocument[] = [];
  const erased = new Map<string, Date>();
  const snapshots = new Map<string, { value: unknown; version: number }>();
  const live = (source: string): ConversationDocument[] =>
    [...documents.values()].filter((d) => d.source === source && d.deletedAt === null);
  const all = (): ProcessingErrorDocument[] => [...errors.values()];
  const open = (source: string): ProcessingErrorDocument[] =>
    all().filter((error) => error.source === source && error.status !== 'resolved');

  const messages = {
    async upsertMany(_tenant: string, incoming: readonly ConversationDocument[]) {
      let written = 0;
      for (const document of incoming) {
        const stored = documents.get(document.conversationId);
        if (stored !== undefined && !isNotOlder(document, stored)) continue;
        documents.set(document.conversationId, structuredClone(document));
        written += 1;
      }
      return { written, skippedAsOlder: incoming.length - written };
    },
    findByIds: async (_tenant: string, ids: readonly string[]) =>
      ids.flatMap((id) => documents.get(id) ?? []),
    liveAmong: async (_tenant: string, ids: readonly string[]) =>
      ids.filter((id) => documents.get(id)?.deletedAt === null),
    findBySourceRows: async (_tenant: string, source: string, rowIds: readonly string[]) =>
      live(source).filter(({ sourceRowId }) => rowIds.includes(sourceRowId)),
    async *revisions(_tenant: string, source: string) {
      yield* live(source);
    },
    async markDeleted(
      _tenant: string,
      deletions: readonly { conversationId: string; sequence: number; deletedAt: Date }[],
    ) {
      for (const { conversationId, sequence, deletedAt } of deletions) {
        const stored = documents.get(conversationId);
        if (stored !== undefined && stored.sequence <= sequence) {
          documents.set(conversationId, { ...stored, sequence, deletedAt });
        }
      }
      return deletions.length;
    },
    count: async () => [...documents.values()].filter(({ deletedAt }) => deletedAt === null).length,
  };

  const processingErrors = {
    async upsertMany(_tenant: string, incoming: readonly ProcessingErrorDocument[]) {
      for (const error of incoming) errors.set(error.sourceRowId, error);
    },
    findDue: async (_tenant: string, source: string, at: Date, limit: number) =>
      all()
        .filter(
          (e) =>
            e.source === source && e.status === 'retrying' && e.nextRetryAt !== null && e.nextRetryAt <= at,
        )
        .slice(0, limit),
    findPage: async (_tenant: string, filter: { source?: string; status?: string }) => ({
      items: all().filter(
        (e) =>
          (filter.source === undefined || e.source === filter.source) &&
          (filter.status === undefined || e.status === filter.status),
      ),
      nextCursor: null,
    }),
    countByStatus: async () =>
      Object.fromEntries(
        ['retrying', 'parked', 'resolved'].map((status) => [
          status,
          all().filter((e) => e.status === status).length,
        ]),
      ),
    hasOpen: async (_tenant: string, source: string) => open(source).length > 0,
    findOpen: async (_tenant: string, source: string, rowIds: readonly string[]) =>
      open(source).filter(({ sourceRowId }) => rowIds.includes(sourceRowId)),
    async resolve(_tenant: string, source: string, rowIds: readonly string[]) {
      const found = open(source).filter(({ sourceRowId }) => rowIds.includes(sourceRowId));
      for (const error of found)
        errors.set(error.sourceRowId, { ...error, status: 'resolved', nextRetryAt: null });
      return found.length;
    },
  };

  return {
    documents,
    errors,
    states,
    erased,
    // Only what ingestion calls is there: a call of anything else fails loudly.
    messages: messages as unknown as Store['messages'],
    processingErrors: processingErrors as unknown as Store['processingErrors'],
    personRequests: {
      erasedAt: async (_tenant: string, hashes: readonly string[]) =>
        new Map([...erased].filter(([hash]) => hashes.includes(hash))),
    } as unknown as Store['personRequests'],
    snapshots: {
      get: async (_tenant: string, owner: string, name: string) => snapshots.get(`${owner}/${name}`) ?? null,
      async put(_tenant: string, owner: string, name: string, value: unknown, expected: number) {
        if ((snapshots.get(`${owner}/${name}`)?.version ?? 0) !== expected) return false;
        snapshots.set(`${owner}/${name}`, { value, version: expected + 1 });
        return true;
      },
    } as unknown as Store['snapshots'],
    processingState: { put: async (d) => void states.push(d), findAll: async () => states },
  };
}
