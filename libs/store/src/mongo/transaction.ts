import { mongo } from 'mongoose';
import type { NamedQuery } from '../collections/collection-spec.ts';
import type { CollectionAccess } from './collection-access.ts';

/** What belongs to one transaction: all its reads see the database as it was when it began. */
export interface Transaction {
  readonly session: mongo.ClientSession;
}

const DUPLICATE_KEY = 11_000;
const MAX_ATTEMPTS = 5;

const OPTIONS: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
};

/** Two transactions that insert one document: the later one finds its key taken, and only anew sees the document. */
const isTakenKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/**
 * Runs the work in one transaction: all of it takes place or nothing, on a snapshot of the database. Where another transaction wrote the same
 * document meanwhile, the whole work is done anew on what is there then: it must write something that others collide with. Needs a replica set.
 */
export const inTransaction = <T>(
  access: CollectionAccess,
  operation: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> =>
  access.run(operation, async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await access.client.withSession((session) =>
          session.withTransaction(() => work({ session }), OPTIONS),
        );
      } catch (error) {
        if (!isTakenKey(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  });

/** Every document of a named query, as the transaction sees it. */
export const readAll = async <T = mongo.Document>(
  access: CollectionAccess,
  { session }: Transaction,
  { filter, sort }: NamedQuery,
  projection: mongo.Document = { _id: 0 },
): Promise<T[]> =>
  (await access.native
    .find(filter, { session, projection, ...(sort !== undefined && { sort: { ...sort } }), batchSize: 5_000 })
    .toArray()) as T[];
