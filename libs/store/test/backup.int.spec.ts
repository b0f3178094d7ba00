import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createFilesystemObjectStore, createS3ObjectStore, type ObjectStore } from '@convoscope/objects';
import { aConversation, describeWithServers } from '@convoscope/testing';
import { mongo } from 'mongoose';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allCollections,
  archivedFiles,
  backupDatabase,
  restoreDatabase,
  type BackupManifest,
} from '../src/index.ts';
import {
  aCategory,
  aConversationSection,
  aMessagesDocument,
  aReport,
  aScore,
  aTranslation,
} from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const { Binary, Decimal128, Double, Int32, Long, ObjectId } = mongo;
const LONG_TEXT = 'Grüße, 😀 and $where. '.repeat(400);
const N_CONVERSATIONS = 1_500;
const bytesOf = (text: string): Buffer => Buffer.from(text);

/** What JSON would not bring back as it was. */
const ODD_DOCUMENTS = [
  {
    _id: new ObjectId(),
    whole: new Double(1),
    small: new Int32(1),
    large: Long.fromString('9007199254740993'),
  },
  { _id: new ObjectId(), exact: Decimal128.fromString('0.10'), bytes: new Binary(bytesOf('\0ÿ')), minus: -0 },
  { _id: new ObjectId(), none: null, at: new Date(-1), pattern: /a.b/i, nested: { z: [], a: {} }, $odd: 1 },
];

describeWithServers(['mongod', 's3'], 'backup and restore of MongoDB', ({ mongod, s3 }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-backup-'));
  const copy = { uri: mongod.uri, database: `${mongod.database}_copy` };
  let opened: OpenedStore;
  let objects: ObjectStore;
  let nPlaces = 0;
  const bucket = createS3ObjectStore({ ...s3, forcePathStyle: true });

  const newPlace = (store = objects) => ({ objects: store, prefix: `backups/${nPlaces++}` });
  const backup = (place = newPlace()) =>
    backupDatabase({ uri: mongod.uri, database: mongod.database, place });
  const restore = (place: ReturnType<typeof newPlace>, force = false) =>
    restoreDatabase({ ...copy, place, force });

  const namesIn = async (database: string): Promise<string[]> =>
    (await opened.raw.db(database).listCollections().toArray()).map(({ name }) => name).sort();

  /** The server's own hash of each collection's documents. */
  async function contentOf(database: string): Promise<Record<string, string>> {
    const { collections } = await opened.raw.db(database).command({ dbHash: 1 });
    const hashes = Object.entries(collections as Record<string, string>);
    return Object.fromEntries(hashes.filter(([name]) => !name.startsWith('migration')));
  }

  async function shapeOf(database: string): Promise<unknown> {
    const db = opened.raw.db(database);
    const collections = await db.listCollections({}, { nameOnly: false }).toArray();
    return Promise.all(
      collections
        .filter(({ name }) => allCollections.some((spec) => spec.name === name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async ({ name, options }) => [name, options, await db.collection(name).indexes()]),
    );
  }

  beforeAll(async () => {
    const client = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
    await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
    client.destroy();
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    opened = await openStore(mongod);
    const ids = Array.from({ length: N_CONVERSATIONS }, (_, n) => `c-${n}`);
    const { messages } = aConversation();
    const long = messages.map((message) => ({ ...message, content: LONG_TEXT }));
    const { store } = opened;
    await store.messages.upsertMany(
      'acme',
      ids.map((conversationId) => aMessagesDocument({ conversationId, messages: long })),
    );
    await store.translations.upsertMany(
      'acme',
      ids.map((conversationId) => aTranslation({ conversationId })),
    );
    await store.categories.upsertMany(
      'acme',
      ids.map((conversationId) => aCategory({ conversationId })),
    );
    await store.scores.upsertMany(
      'acme',
      ids.map((conversationId) => aScore({ conversationId })),
    );
    await store.analytics.upsertSections(
      'acme',
      ids.map((conversationId) => aConversationSection({ conversationId })),
      new Date(),
    );
    await store.reports.upsert('acme', aReport());
    await store.snapshots.put('acme', 'anomaly', 'detector', { window: [1, 2.5, 3] }, 0);
    await opened.raw.db(mongod.database).collection<object>('of_another_program').insertMany(ODD_DOCUMENTS);
  }, 120_000);

  afterEach(async () => {
    await opened.raw.db(copy.database).dropDatabase();
  });

  afterAll(async () => {
    await opened.drop();
    await bucket.close();
    await rm(dir, { recursive: true, force: true });
  });

  it.each<[string, () => ObjectStore]>([
    ['a folder', () => objects],
    ['a bucket', () => bucket],
  ])(
    'brings every document, validator and index back from %s as it was, to the byte',
    async (_place, store) => {
      const place = newPlace(store());
      const manifest = await backup(place);
      const messages = manifest.collections.find(({ name }) => name === 'conversation_messages');
      expect(messages?.nDocuments).toBe(N_CONVERSATIONS);
      expect(messages?.parts.length).toBeGreaterThan(1);
      await restore(place);
      expect(await contentOf(copy.database)).toEqual(await contentOf(mongod.database));
      expect(await shapeOf(copy.database)).toEqual(await shapeOf(mongod.database));
    },
    60_000,
  );

  it('holds one moment, while others go on writing', async () => {
    const db = opened.raw.db(mongod.database);
    let isDone = false;
    const writing = (async () => {
      // Both or neither, the second far from the first in the order of reading.
      for (let n = 0; !isDone; n++)
        await opened.raw.withSession((session) =>
          session.withTransaction(async () => {
            await db.collection<{ _id: number }>('aa_first').insertOne({ _id: n }, { session });
            await db.collection<{ _id: number }>('zz_last').insertOne({ _id: n }, { session });
          }),
        );
    })();
    const place = newPlace();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const manifest = await backup(place);
    isDone = true;
    await writing;
    const countOf = (wanted: string): number =>
      manifest.collections.find(({ name }) => name === wanted)?.nDocuments ?? -1;
    expect(countOf('aa_first')).toBeGreaterThan(0);
    expect(countOf('zz_last')).toBe(countOf('aa_first'));
    expect(await db.collection('zz_last').countDocuments()).toBeGreaterThan(countOf('zz_last'));
  }, 60_000);

  it('does not touch a database that holds something, and replaces it all when forced to', async () => {
    const place = newPlace();
    await backup(place);
    const strangers = opened.raw
      .db(copy.database)
      .collection<{ conversationId: string }>('conversation_messages');
    await strangers.insertOne({ conversationId: 'mine' });
    await opened.raw.db(copy.database).collection<object>('leftover').insertOne({});
    await expect(restore(place)).rejects.toMatchObject({ code: 'BACKUP_NOT_EMPTY' });
    expect(await strangers.countDocuments()).toBe(1);
    await restore(place, true);
    expect(await contentOf(copy.database)).toEqual(await contentOf(mongod.database));
  }, 60_000);

  it('takes state along, read before the snapshot', async () => {
    const place = newPlace();
    const order: string[] = [];
    await backupDatabase({
      ...{ uri: mongod.uri, database: mongod.database, place },
      async *files() {
        order.push('files');
        yield { name: 'state/source.json', body: bytesOf('{"cursor":1}') };
      },
      onProgress: () => void order.push('documents'),
    });
    expect([order[0], order.at(-1)]).toEqual(['files', 'documents']);
    const files: [string, string][] = [];
    for await (const { name, body } of archivedFiles(place)) files.push([name, body.toString()]);
    expect(files).toEqual([['state/source.json', '{"cursor":1}']]);
  });

  it('does not write into a folder that holds something', async () => {
    const place = newPlace();
    await objects.put(`${place.prefix}/mine.txt`, 'mine');
    await expect(backup(place)).rejects.toMatchObject({ code: 'BACKUP_PLACE_TAKEN' });
  });

  describe('an archive that is not whole', () => {
    let place: ReturnType<typeof newPlace>;
    let manifest: BackupManifest;
    const keyOf = (key: string): string => `${place.prefix}/${key}`;
    const firstPart = (): string =>
      keyOf(manifest.collections.find(({ parts }) => parts.length > 0)?.parts[0]?.key ?? '');
    const rewrite = async (change: (manifest: BackupManifest) => unknown): Promise<void> => {
      await objects.put(keyOf('manifest.json'), JSON.stringify(change(manifest)));
    };

    beforeEach(async () => {
      place = newPlace();
      manifest = await backup(place);
    });

    it.each<[string, () => Promise<unknown>, RegExp]>([
      [
        'without its manifest',
        () => objects.delete(keyOf('manifest.json')),
        /no manifest\.json: the backup did not end/,
      ],
      [
        'with half a manifest',
        () => objects.put(keyOf('manifest.json'), '{"format":1,'),
        /manifest\.json is no JSON/,
      ],
      ['of another format', () => rewrite((m) => ({ ...m, format: 2 })), /format is 2, this version reads 1/],
      ['whose manifest lacks a field', () => rewrite((m) => ({ ...m, migrations: undefined })), /migrations/],
      ['without a part', () => objects.delete(firstPart()), /000000\.bson\.gz is missing/],
      ['with a shorter part', () => objects.put(firstPart(), 'x'), /has 1 bytes in place of/],
      [
        'with a changed bit',
        async () => {
          const { body } = (await objects.get(firstPart())) ?? { body: Buffer.alloc(0) };
          body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
          await objects.put(firstPart(), body);
        },
        /is not what was written/,
      ],
      [
        'whose manifest leaves a part out',
        () =>
          rewrite((m) => ({
            ...m,
            collections: m.collections.map((one) => ({ ...one, parts: one.parts.slice(1) })),
          })),
        /are not those of the manifest/,
      ],
    ])('%s is refused before anything is written', async (_what, damage, message) => {
      await damage();
      await expect(restore(place, true)).rejects.toMatchObject({
        code: 'BACKUP_BROKEN',
        message: expect.stringMatching(message),
      });
      expect(await namesIn(copy.database)).toEqual([]);
    });

    it('of a later version of Convoscope is refused before anything is written', async () => {
      await rewrite((m) => ({ ...m, migrations: [...m.migrations, '9999-from-the-future'] }));
      await expect(restore(place)).rejects.toMatchObject({ code: 'BACKUP_VERSION' });
      expect(await namesIn(copy.database)).toEqual([]);
    });
  });
});
