import { z } from 'zod';

/** 1 ascending, -1 descending. */
export type IndexKey = Readonly<Record<string, 1 | -1>>;

export interface IndexSpec {
  readonly name: string;
  readonly key: IndexKey;
  readonly unique?: boolean;
  /** MongoDB removes a document so many seconds after the date in its first key. */
  readonly expireAfterSeconds?: number;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
  /** The named queries it exists for. */
  readonly serves: readonly string[];
}

/** Documents that go some time after a moment that they carry. */
export interface Expiry {
  /** The moment from which their time runs. */
  readonly field: string;
  /** Which documents; the filter of the index too, so that the index holds none but these. */
  readonly where: Filter;
}

/** A collection: what it holds, who writes it, and how it is found. */
export interface CollectionSpec {
  readonly name: string;
  readonly owner: string;
  readonly summary: string;
  /** Source of the `$jsonSchema` validator, of the mongoose schema and of `docs/schema.md`. */
  readonly schema: z.ZodType;
  /** A deletion leaves a document of tenant, conversation, sequence and time, so that what was made from an older revision cannot return. */
  readonly keepsDeletions?: boolean;
  /** What goes by age, by the index `to_expire`; how long it stays is in the table of lifetimes. */
  readonly expiry?: Expiry;
  readonly indexes: readonly IndexSpec[];
  /** The key to shard by, were the collection sharded, and why. */
  readonly shardKey: { readonly key: Readonly<Record<string, 1 | 'hashed'>>; readonly reason: string };
}

export type Filter = Record<string, unknown>;

/** A read as the repository runs it; `index` is the one that must serve it, which an explain test holds it to. */
export interface NamedQuery {
  readonly index: string;
  readonly filter: Filter;
  readonly sort?: IndexKey;
}

export const tenantField = { tenant: z.string().min(1).max(128).describe('Whose document it is') };

/** When the conversation was found to be gone; on the documents that a deletion leaves, and on no other. */
export const deletionField = {
  deletedAt: z.date().optional().describe('When it was noticed to be gone; only on what a deletion leaves'),
};

/** The unique index and the shard key that every collection of one document a conversation has. */
export const conversationIndex = (serves: readonly string[]): IndexSpec => ({
  name: 'by_conversation',
  key: { tenant: 1, conversationId: 1 },
  unique: true,
  serves,
});

export const conversationShardKey = {
  key: { tenant: 1, conversationId: 1 },
  reason:
    'Every write and look-up names the conversation; ids are many, so that a large tenant splits over shards.',
} as const;
