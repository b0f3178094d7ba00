import type { mongo } from 'mongoose';
import type { Filter } from '../collections/collection-spec.ts';

/** Update operators, or a pipeline where the new value depends on others of the document. */
export type Update = mongo.Document | mongo.Document[];

/** One write that takes place only where the guard finds an older or equal version, or nothing. */
export interface GuardedWrite {
  /** Id a failure is reported under: of documents of one conversation its `conversationId`. */
  readonly id: string;
  /** Equality on the unique key. */
  readonly key: Filter;
  /** Further conditions: true for what may be replaced. */
  readonly guard: Filter;
  readonly change: { readonly replacement: mongo.Document } | { readonly update: Update };
  /** What the change makes of nothing, where the key is (tenant, conversationId): lets new documents be inserted together. */
  readonly whenAbsent?: mongo.Document;
}
