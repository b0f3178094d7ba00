import type { mongo } from 'mongoose';
import type { CollectionDefinition } from './collection-definition.ts';

/** One step of the database's schema. Collections, validators and indexes follow from the frozen definitions; documents from up and down. */
export interface Migration {
  /** `NNNN-<what>`; applied in this order. */
  readonly name: string;
  /** Every collection as it is after this migration. */
  readonly definitions: readonly CollectionDefinition[];
  /** Changes documents, before the new validators hold. Must be repeatable. */
  readonly up?: (db: mongo.Db) => Promise<void>;
  /** Undoes `up`, after the old validators are back. Must be repeatable. */
  readonly down?: (db: mongo.Db) => Promise<void>;
}
