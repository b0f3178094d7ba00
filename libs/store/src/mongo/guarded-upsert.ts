import { PermanentError } from '@convoscope/contracts';
import type { mongo } from 'mongoose';
import type { Filter } from '../collections/collection-spec.ts';
import type { UpsertResult } from '../store.ts';
import { attemptWrites, findUnstorable, type Attempt, type Refusal } from './bulk-attempt.ts';
import type { CollectionAccess } from './collection-access.ts';
import type { GuardedWrite } from './guarded-write.ts';

const MAX_WRITES_PER_COMMAND = 1_000;

/** Which of the conversations exist: answered from the unique index alone. */
async function findPresent(
  access: CollectionAccess,
  tenant: unknown,
  writes: readonly GuardedWrite[],
): Promise<Set<string>> {
  const filter = { tenant, conversationId: { $in: writes.map(({ id }) => id) } };
  const found = await access.native.find(filter, { projection: { _id: 0, conversationId: 1 } }).toArray();
  return new Set(found.map((document) => String(document['conversationId'])));
}

/**
 * Inserts documents of conversations of which there is none yet. Returns the ids of those it inserted: the others exist, or were refused, which
 * another way of writing them will say.
 */
export async function insertAbsent(
  access: CollectionAccess,
  tenant: string,
  documents: readonly { id: string; document: mongo.Document }[],
): Promise<Set<string>> {
  const writes = documents.map(({ id, document }): GuardedWrite => ({
    ...{ id, key: { tenant, conversationId: id }, guard: {} },
    ...{ change: { replacement: document }, whenAbsent: document },
  }));
  const unstorable = new Set(findUnstorable(writes).map(({ id }) => id));
  const inserted = new Set<string>();
  for (let start = 0; start < writes.length; start += MAX_WRITES_PER_COMMAND) {
    const chunk = writes.slice(start, start + MAX_WRITES_PER_COMMAND).filter(({ id }) => !unstorable.has(id));
    const present = chunk.length === 0 ? new Set<string>() : await findPresent(access, tenant, chunk);
    const absent = chunk.filter(({ id }) => !present.has(id));
    const { duplicates, refused } = await attemptWrites(access, absent, 'insert');
    const failed = new Set([...duplicates, ...refused].map(({ id }) => id));
    for (const { id } of absent) if (!failed.has(id)) inserted.add(id);
  }
  return inserted;
}

const joined = (attempts: readonly Attempt[]): Attempt => ({
  written: attempts.reduce((sum, { written }) => sum + written, 0),
  duplicates: attempts.flatMap(({ duplicates }) => duplicates),
  refused: attempts.flatMap(({ refused }) => refused),
});

/**
 * Inserts what is absent in one go, which costs the server a tenth of as many upserts, and changes what is there. Looking first is only
 * a hint: the unique index and the guard decide.
 */
async function insertOrUpdate(access: CollectionAccess, writes: readonly GuardedWrite[]): Promise<Attempt> {
  const present = await findPresent(access, writes[0]?.key['tenant'], writes);
  const inserted = await attemptWrites(
    access,
    writes.filter(({ id }) => !present.has(id)),
    'insert',
  );
  const updated = await attemptWrites(
    access,
    writes.filter(({ id }) => present.has(id)),
    'update',
  );
  return joined([inserted, updated]);
}

async function writeStorable(access: CollectionAccess, writes: readonly GuardedWrite[]): Promise<Attempt> {
  const isPerConversation = writes.every(({ whenAbsent }) => whenAbsent !== undefined);
  const first = isPerConversation
    ? await insertOrUpdate(access, writes)
    : await attemptWrites(access, writes, 'upsert');
  // A duplicate key says that the document exists at a newer version, or that another writer made it in this moment: only a second look
  // without insertion can tell.
  const second = await attemptWrites(access, first.duplicates, 'update');
  return joined([{ ...first, duplicates: [] }, second]);
}

async function writeChunk(access: CollectionAccess, writes: readonly GuardedWrite[]): Promise<Attempt> {
  try {
    return await writeStorable(access, writes);
  } catch (error) {
    const refused = findUnstorable(writes);
    if (refused.length === 0) throw error;
    const ids = new Set(refused.map(({ id }) => id));
    const rest = await writeStorable(
      access,
      writes.filter(({ id }) => !ids.has(id)),
    );
    return { ...rest, refused: [...refused, ...rest.refused] };
  }
}

function throwRefused(access: CollectionAccess, refused: readonly Refusal[]): void {
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
  const refused: Refusal[] = [];
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
