import { createHash, type Hash } from 'node:crypto';
import { mongo } from 'mongoose';
import { toStoreError } from '../mongo/store-error.ts';

/** A database as a whole, past the repositories. */
export interface DatabaseAddress {
  readonly uri: string;
  readonly database: string;
}

const SERVER_SELECTION_TIMEOUT_MS = 5_000;
const BATCH = 500;

/** Collections that say how the database is looked after, not what it knows. */
const UPKEEP = new Set(['migrations', 'migration_lock']);

/** Who is signed in just now: a session that ended must not come back with a backup. */
const MOMENTARY = new Set(['sessions', 'sign_in_attempts', 'sign_in_flows']);

/** Works on a database with a connection of its own. Failures throw TransientError or PermanentError. */
export async function withDatabase<T>(
  { uri, database }: DatabaseAddress,
  work: (db: mongo.Db, client: mongo.MongoClient) => Promise<T>,
): Promise<T> {
  const client = new mongo.MongoClient(uri, {
    appName: 'convoscope-backup',
    writeConcern: { w: 'majority' },
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
  });
  try {
    await client.connect();
    return await work(client.db(database), client);
  } catch (error) {
    throw toStoreError(error, { operation: 'backup' });
  } finally {
    await client.close();
  }
}

/** Names of the collections that hold data, sorted. */
export async function dataCollections(db: mongo.Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return all
    .map(({ name }) => name)
    .filter((name) => !UPKEEP.has(name) && !MOMENTARY.has(name) && !name.startsWith('system.'))
    .sort();
}

/** Documents as BSON in order of `_id`, as MongoDB keeps them. */
export async function* rawDocuments(
  db: mongo.Db,
  collection: string,
  session?: mongo.ClientSession,
): AsyncGenerator<Buffer> {
  const options = { raw: true, batchSize: BATCH, ...(session && { session }) };
  const cursor = db.collection(collection).find({}, options).sort({ _id: 1 });
  // With `raw` the driver hands over the bytes; its types do not know.
  for await (const document of cursor) yield Buffer.from(document as unknown as Uint8Array);
}

/** Counts and hashes documents on their way. */
export class DocumentHash {
  readonly #hash: Hash = createHash('sha256');
  nDocuments = 0;

  async *through(documents: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const document of documents) {
      this.add(document);
      yield document;
    }
  }

  add(document: Buffer): void {
    this.#hash.update(document);
    this.nDocuments += 1;
  }

  /** Ends the hash. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** The first of these collections that holds a document, or null. */
export async function firstNonEmpty(db: mongo.Db, names: readonly string[]): Promise<string | null> {
  for (const name of names)
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) return name;
  return null;
}

/** The same with a connection of its own. */
export const findNonEmpty = (address: DatabaseAddress, names: readonly string[]): Promise<string | null> =>
  withDatabase(address, (db) => firstNonEmpty(db, names));

/** Deletes every document of these collections; validators and indexes stay. */
export const clearCollections = (address: DatabaseAddress, names: readonly string[]): Promise<void> =>
  withDatabase(address, async (db) => {
    for (const name of names) await db.collection(name).deleteMany({});
  });
