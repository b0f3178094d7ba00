import type { mongo } from 'mongoose';
import type { TranslationDocument } from '../documents.ts';
import { termsOf } from '../repositories/translations.repository.ts';

const BATCH = 500;

/** Gives every translated conversation the terms that it is found by. Those that have them are left alone, so that it can go on after a break. */
export async function fillTerms(db: mongo.Db): Promise<void> {
  const collection = db.collection<TranslationDocument & { terms?: string[] }>('conversation_translations');
  const todo = collection
    .find(
      { terms: { $exists: false }, messages: { $type: 'array' } },
      { projection: { title: 1, language: 1, messages: 1, revision: 1, pass: 1 } },
    )
    .batchSize(BATCH);
  let updates: mongo.AnyBulkWriteOperation<TranslationDocument & { terms?: string[] }>[] = [];
  const flush = async (): Promise<void> => {
    if (updates.length > 0) await collection.bulkWrite(updates, { ordered: false });
    updates = [];
  };
  for await (const { _id, revision, pass, ...document } of todo) {
    // Only what was read: another version brings its own.
    updates.push({
      updateOne: { filter: { _id, revision, pass }, update: { $set: { terms: termsOf(document) } } },
    });
    if (updates.length >= BATCH) await flush();
  }
  await flush();
}

export const dropTerms = async (db: mongo.Db): Promise<void> =>
  void (await db.collection('conversation_translations').updateMany({}, { $unset: { terms: '' } }));
