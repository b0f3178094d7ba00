import { isDeepStrictEqual } from 'node:util';
import type { mongo } from 'mongoose';
import type { CollectionDefinition } from './collection-definition.ts';

type Index = CollectionDefinition['indexes'][number];

const toIndexDescription = ({
  name,
  key,
  unique,
  expireAfterSeconds,
  partialFilterExpression,
}: Index): mongo.IndexDescription => ({
  name,
  key: { ...key },
  ...(unique === true && { unique }),
  ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  ...(partialFilterExpression && { partialFilterExpression: { ...partialFilterExpression } }),
});

const existingCollections = async (db: mongo.Db): Promise<Set<string>> =>
  new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));

const existingIndexes = async (db: mongo.Db, name: string): Promise<Set<string>> =>
  new Set((await db.collection(name).listIndexes().toArray()).map(({ name }) => String(name)));

async function bring(
  db: mongo.Db,
  before: CollectionDefinition | undefined,
  after: CollectionDefinition,
  exists: boolean,
): Promise<void> {
  const { name } = after;
  if (exists) await db.command({ collMod: name, validator: after.validator, validationLevel: 'strict' });
  else await db.createCollection(name, { validator: after.validator });
  const present = await existingIndexes(db, name);
  for (const old of before?.indexes ?? []) {
    const kept = after.indexes.find((index) => index.name === old.name);
    if (!isDeepStrictEqual(kept, old) && present.has(old.name)) await db.collection(name).dropIndex(old.name);
  }
  if (after.indexes.length > 0)
    await db.collection(name).createIndexes(after.indexes.map(toIndexDescription));
}

/** Documents outlive the definition: only an empty collection is dropped, another loses its validator and our indexes. */
async function release(db: mongo.Db, before: CollectionDefinition): Promise<void> {
  const { name } = before;
  if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) === null) {
    await db.dropCollection(name);
    return;
  }
  await db.command({ collMod: name, validator: {}, validationLevel: 'off' });
  const present = await existingIndexes(db, name);
  for (const index of before.indexes)
    if (present.has(index.name)) await db.collection(name).dropIndex(index.name);
}

/**
 * Changes collections, validators and indexes from one list of definitions to another. Can be repeated after it broke off. Cost: three commands a
 * collection that differs, none for the others.
 */
export async function applyDefinitions(
  db: mongo.Db,
  from: readonly CollectionDefinition[],
  to: readonly CollectionDefinition[],
): Promise<void> {
  const existing = await existingCollections(db);
  for (const after of to) {
    const before = from.find(({ name }) => name === after.name);
    // What an earlier migration left so is so.
    if (existing.has(after.name) && isDeepStrictEqual(before, after)) continue;
    await bring(db, before, after, existing.has(after.name));
  }
  for (const before of from)
    if (!to.some(({ name }) => name === before.name) && existing.has(before.name)) await release(db, before);
}
