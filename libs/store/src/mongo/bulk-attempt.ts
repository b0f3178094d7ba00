import { TransientError } from '@convoscope/contracts';
import { mongo } from 'mongoose';
import type { CollectionAccess } from './collection-access.ts';
import type { GuardedWrite } from './guarded-write.ts';
import { isTransientCode, toViolations } from './store-error.ts';

/** A write that MongoDB will never accept as it is. */
export interface Refusal {
  id: string;
  violations: string[];
  message: string;
}

/** What became of a number of writes. */
export interface Attempt {
  written: number;
  /** Exist already, at a version that the guard protects, or made by another writer in this moment. */
  duplicates: GuardedWrite[];
  refused: Refusal[];
}

const DUPLICATE_KEY = 11_000;
const NOTHING: Attempt = { written: 0, duplicates: [], refused: [] };

const writtenBy = ({ insertedCount, matchedCount, upsertedCount }: mongo.BulkWriteResult): number =>
  insertedCount + matchedCount + upsertedCount;

const toRefusal = (write: GuardedWrite, error: mongo.WriteError): Refusal => ({
  id: write.id,
  violations: toViolations(error.err.errInfo),
  message: error.errmsg ?? 'refused',
});

function sortOut(error: mongo.MongoBulkWriteError, writes: readonly GuardedWrite[]): Attempt {
  const attempt: Attempt = { written: writtenBy(error.result), duplicates: [], refused: [] };
  const writeErrors = [error.writeErrors].flat();
  if (writeErrors.length === 0 || error.result.getWriteConcernError() !== undefined) throw error;
  for (const writeError of writeErrors) {
    const write = writes[writeError.index];
    if (write === undefined || isTransientCode(writeError.code))
      throw new TransientError('MongoDB could not write now', { code: 'STORE_UNAVAILABLE', cause: error });
    if (writeError.code === DUPLICATE_KEY) attempt.duplicates.push(write);
    else attempt.refused.push(toRefusal(write, writeError));
  }
  return attempt;
}

function toOperation(
  write: GuardedWrite,
  mode: 'insert' | 'update' | 'upsert',
): mongo.AnyBulkWriteOperation<mongo.Document> {
  if (mode === 'insert') return { insertOne: { document: { ...write.whenAbsent } } };
  const filter = { ...write.key, ...write.guard };
  const upsert = mode === 'upsert';
  return 'replacement' in write.change
    ? { replaceOne: { filter, replacement: write.change.replacement, upsert } }
    : { updateOne: { filter, update: write.change.update, upsert } };
}

/**
 * Runs the writes as one unordered command: `insert` puts `whenAbsent`, `update` changes what the guard allows, `upsert` does either.
 * Throws what concerns the whole command.
 */
export async function attemptWrites(
  access: CollectionAccess,
  writes: readonly GuardedWrite[],
  mode: 'insert' | 'update' | 'upsert',
): Promise<Attempt> {
  if (writes.length === 0) return NOTHING;
  const operations = writes.map((write) => toOperation(write, mode));
  try {
    const result = await access.native.bulkWrite(operations, { ordered: false });
    return { ...NOTHING, written: writtenBy(result) };
  } catch (error) {
    if (error instanceof mongo.MongoBulkWriteError) return sortOut(error, writes);
    throw error;
  }
}

const MAX_BSON_BYTES = 16 * 1024 * 1024;

/** Why BSON cannot hold the write, or undefined when it can. */
function whyNotStorable(write: GuardedWrite): string | undefined {
  try {
    const size = mongo.BSON.serialize({ ...write.change }).byteLength;
    return size > MAX_BSON_BYTES ? `${size} bytes, more than the 16 MiB of a document` : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The writes that the driver could not even send. */
export const findUnstorable = (writes: readonly GuardedWrite[]): Refusal[] =>
  writes.flatMap((write) => {
    const message = whyNotStorable(write);
    return message === undefined ? [] : [{ id: write.id, violations: [], message }];
  });
