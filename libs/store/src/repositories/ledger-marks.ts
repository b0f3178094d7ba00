import { mongo } from 'mongoose';
import type { CollectionAccess } from '../mongo/collection-access.ts';

const DUPLICATE_KEY = 11_000;

const isOnlyTaken = (error: unknown): boolean =>
  error instanceof mongo.MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === DUPLICATE_KEY);

/**
 * Says that something changed in these days, after it did. A day carries one mark; the token says that something changed once more. Where
 * two make the mark of one day at a time, that of the other, made after both have written, does as well.
 */
export async function markDays(
  marks: CollectionAccess,
  tenant: string,
  dates: Iterable<string>,
  at: Date = new Date(),
): Promise<void> {
  const writes = [...new Set(dates)].map((date) => ({
    updateOne: {
      filter: { tenant, date },
      update: { $set: { token: new mongo.ObjectId().toHexString(), markedAt: at } },
      upsert: true,
    },
  }));
  if (writes.length === 0) return;
  await marks.run('mark', async () => {
    try {
      await marks.native.bulkWrite(writes, { ordered: false });
    } catch (error) {
      if (!isOnlyTaken(error)) throw error;
    }
  });
}
