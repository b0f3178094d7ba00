import { PermanentError, TransientError } from '@convoscope/contracts';
import { mongo } from 'mongoose';
import type { Filter } from '../collections/collection-spec.ts';
import type { UpsertResult } from '../store.ts';
import type { CollectionAccess } from './collection-access.ts';
import { isTransientCode, toViolations } from './store-error.ts';

/** One write that takes place only where the guard finds an older or equal version, or nothing. */
export interface GuardedWrite {
  /** Id a failure is reported under. */
  readonly id: string;
  /** Equality on the unique key. */
  readonly key: Filter;
  /** Further conditions: true for what may be replaced. */
  readonly guard: Filter;
  readonly change: { readonly replacement: mongo.Document } | { readonly update: mongo.Document[] };
}

const MAX_WRITES_PER_COMMAND = 1_000;
const DUPLICATE_KEY = 11_000;

const toOperation = (write: GuardedWrite, upsert: boolean): mongo.AnyBulkWriteOperation<mongo.Document> => {
  const filter = { ...write.key, ...write.guard };
  return 'replacement' in write.change
    ? { replaceOne: { filter, replacement: write.change.replacement, upsert } }
    : { updateOne: { filter, update: write.change.update, upsert } };
};

interface Attempt {
  written: number;
  duplicates: GuardedWrite[];
  refused: { id: string; violations: string[]; message: string }[];
}

const toRefusal = (write: GuardedWrite, error: mongo.WriteError): Attempt['refused'][number] => ({
  id: write.id,
  violations: toViolations(error.err.errInfo),
  message: error.errmsg ?? 'refused',
});

function sortOut(error: mongo.MongoBulkWriteError, writes: readonly GuardedWrite[]): Attempt {
  const attempt: Attempt = {
    written: error.result.matchedCount + error.result.upsertedCount,
    duplicates: [],
    refused: [],
  };
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

async function tryAll(
  access: CollectionAccess,
  writes: readonly GuardedWrite[],
  upsert: boolean,
): Promise<Attempt> {
  if (writes.length === 0) return { written: 0, duplicates: [], refused: [] };
  const operations = writes.map((write) => toOperation(write, upsert));
  try {
    const result = await access.native.bulkWrite(operations, { ordered: false });
    return { written: result.matchedCount + result.upsertedCount, duplicates: [], refused: [] };
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

async function writeChunk(access: CollectionAccess, writes: readonly GuardedWrite[]): Promise<Attempt> {
  const refused: Attempt['refused'] = [];
  let first: Attempt;
  try {
    first = await tryAll(access, writes, true);
  } catch (error) {
    for (const write of writes) {
      const message = whyNotStorable(write);
      if (message !== undefined) refused.push({ id: write.id, violations: [], message });
    }
    if (refused.length === 0) throw error;
    const ids = new Set(refused.map(({ id }) => id));
    const storable = writes.filter(({ id }) => !ids.has(id));
    first = await tryAll(access, storable, true);
  }
  // A duplicate key says that the document exists at a newer version, or that another writer made it in this moment: only a second look
  // without insertion can tell.
  const second = await tryAll(access, first.duplicates, false);
  return {
    written: first.written + second.written,
    duplicates: [],
    refused: [...refused, ...first.refused, ...second.refused],
  };
}

function throwRefused(access: CollectionAccess, refused: Attempt['refused']): void {
  if (refused.length === 0) return;
  throw new PermanentError(`${access.name} refused ${refused.length} document(s); all others were written`, {
    code: 'STORE_DOCUMENT_INVALID',
    context: { collection: access.name, ids: refused.map(({ id }) => id), refused: refused.slice(0, 20) },
  });
}

/**
 * Writes each where its guard allows it, unordered, in commands of 1,000; needs a unique index on the keys. Documents that MongoDB refuses
 * do not keep the others from being written: they are named in the PermanentError `STORE_DOCUMENT_INVALID` thrown at the end
 * (`context.ids`). At most one write a key.
 */
export async function guardedUpsert(
  access: CollectionAccess,
  writes: readonly GuardedWrite[],
): Promise<UpsertResult> {
  let written = 0;
  const refused: Attempt['refused'] = [];
  for (let start = 0; start < writes.length; start += MAX_WRITES_PER_COMMAND) {
    const chunk = writes.slice(start, start + MAX_WRITES_PER_COMMAND);
    const attempt = await access.run('upsert', () => writeChunk(access, chunk));
    written += attempt.written;
    refused.push(...attempt.refused);
  }
  throwRefused(access, refused);
  return { written, skippedAsOlder: writes.length - written };
}

/** The guard on the version under a path prefix: stored is older or equal, or there is none. */
export function notNewerThan(version: { sequence: number; pass: number }, prefix = ''): Filter {
  const { sequence, pass } = version;
  return {
    $or: [
      { [`${prefix}sequence`]: { $lt: sequence } },
      { [`${prefix}sequence`]: sequence, [`${prefix}pass`]: { $lte: pass } },
    ],
  };
}
