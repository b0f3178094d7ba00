import { afterEach, expect, it } from '@jest/globals';
import { describeWithServer, suiteServer } from '@convoscope/testing';
import { allCollections } from '@convoscope/store';
import { allMigrations } from '../src/migrations/all-migrations.ts';
import { toDefinition } from '../src/migrations/collection-definition.ts';
import type { Migration } from '../src/migrations/migration.ts';
import { runMigrations } from '../src/migrations/run-migrations.ts';
import { aCategory, aMessagesDocument } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

it('has a migration for what the collections are now (else: tools/store/freeze-migration.ts)', () => {
  const now = JSON.parse(JSON.stringify(allCollections.map(toDefinition))) as unknown;
  expect(allMigrations.at(-1)?.definitions).toEqual(now);
});

it('numbers migrations in the order in which they apply', () => {
  expect(allMigrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(
    allMigrations.map((_, at) => at + 1),
  );
});

describeWithServer('mongod', 'migrations', () => {
  let opened: OpenedStore | undefined;
  afterEach(async () => {
    await opened?.drop();
    opened = undefined;
  });
  const open = async () => {
    const server = suiteServer('mongod')!;
    opened = await openStore(server, { migrated: false });
    return { store: opened.store, db: opened.raw.db(server.database) };
  };
  const names = allMigrations.map(({ name }) => name);

  it('create every collection with its validator and indexes, once', async () => {
    const { store, db } = await open();
    expect(await store.migrate()).toEqual(names);
    expect(await store.migrate()).toEqual([]);
    for (const spec of allCollections) {
      const [info] = await db.listCollections({ name: spec.name }).toArray();
      expect(info).toHaveProperty('options.validator.$jsonSchema.bsonType', 'object');
      const indexes = (await db.collection(spec.name).indexes()).map(({ name }) => name);
      expect(indexes.toSorted()).toEqual(['_id_', ...spec.indexes.map(({ name }) => name)].toSorted());
    }
  }, 60_000);

  it('run once when two services start at the same time', async () => {
    const { store, db } = await open();
    const results = await Promise.all([store.migrate(), store.migrate(), store.migrate()]);
    expect(results.flat()).toEqual(names);
    expect(await db.collection('migrations').countDocuments()).toBe(names.length);
    expect(await db.collection('migration_lock').countDocuments()).toBe(0);
  }, 60_000);

  it('take over from a holder that died, and wait for one that lives', async () => {
    const { db } = await open();
    const locks = db.collection<{ _id: string; holder: string; expiresAt: Date }>('migration_lock');
    await locks.insertOne({ _id: 'migrations', holder: 'dead', expiresAt: new Date(Date.now() - 1_000) });
    expect(await runMigrations(db, allMigrations)).toEqual(names);
    await locks.insertOne({ _id: 'migrations', holder: 'alive', expiresAt: new Date(Date.now() + 60_000) });
    await expect(runMigrations(db, allMigrations, 'up', { waitMs: 150 })).rejects.toMatchObject({
      code: 'STORE_MIGRATION_LOCKED',
    });
  }, 60_000);

  it('are taken back without losing documents, and can be applied again over them', async () => {
    const { store, db } = await open();
    await store.migrate();
    await store.categories.upsertMany('acme', [aCategory()]);
    for (const name of names.toReversed()) expect(await store.migrate('down')).toEqual([name]);
    expect(await db.collection('conversation_categories').countDocuments()).toBe(1);
    expect((await db.collection('conversation_categories').indexes()).map(({ name }) => name)).toEqual([
      '_id_',
    ]);
    expect(await db.listCollections({ name: 'ledger' }).toArray()).toEqual([]);
    expect(await store.migrate()).toEqual(names);
    expect(await store.categories.count('acme')).toBe(1);
  }, 60_000);

  it('change documents, validators and indexes both ways', async () => {
    const { db } = await open();
    const byName = {
      name: 'things',
      validator: { $jsonSchema: { required: ['name'] } },
      indexes: [{ name: 'x', key: { name: 1 } }],
    } as const;
    const byLabel = {
      name: 'things',
      validator: { $jsonSchema: { required: ['label'] } },
      indexes: [{ name: 'x', key: { label: 1 } }],
    } as const;
    const migrations: Migration[] = [
      { name: '0001-names', definitions: [byName] },
      {
        name: '0002-labels',
        definitions: [byLabel],
        up: async (on) => {
          await on.command({ collMod: 'things', validator: {} });
          await on
            .collection('things')
            .updateMany({ name: { $exists: true } }, { $rename: { name: 'label' } });
        },
        down: async (on) => {
          await on
            .collection('things')
            .updateMany({ label: { $exists: true } }, { $rename: { label: 'name' } });
        },
      },
    ];
    await runMigrations(db, migrations.slice(0, 1));
    await db.collection('things').insertOne({ name: 'a' });
    await expect(db.collection('things').insertOne({ other: 1 })).rejects.toMatchObject({ code: 121 });
    expect(await runMigrations(db, migrations)).toEqual(['0002-labels']);
    expect(await db.collection('things').findOne({}, { projection: { _id: 0 } })).toEqual({ label: 'a' });
    expect((await db.collection('things').indexes()).at(-1)?.key).toEqual({ label: 1 });
    expect(await runMigrations(db, migrations, 'down')).toEqual(['0002-labels']);
    expect(await db.collection('things').findOne({}, { projection: { _id: 0 } })).toEqual({ name: 'a' });
    expect((await db.collection('things').indexes()).at(-1)?.key).toEqual({ name: 1 });
  }, 60_000);

  it('touch only what they change: thirty collections were looked at by each of them', async () => {
    const { db } = await open();
    const named = (name: string, field: string) =>
      ({ name, validator: { $jsonSchema: { required: [field] } }, indexes: [] }) as const;
    const [kept, changed] = [named('kept', 'a'), named('changed', 'a')];
    const migrations: Migration[] = [
      { name: '0001-both', definitions: [kept, changed] },
      { name: '0002-one', definitions: [kept, named('changed', 'b')] },
    ];
    await runMigrations(db, migrations.slice(0, 1));
    const modified: unknown[] = [];
    const counting = new Proxy(db, {
      get(target, property) {
        if (property !== 'command') return Reflect.get(target, property, target) as unknown;
        return (command: Record<string, unknown>) => {
          if ('collMod' in command) modified.push(command['collMod']);
          return target.command(command);
        };
      },
    });
    expect(await runMigrations(counting, migrations)).toEqual(['0002-one']);
    expect(modified).toEqual(['changed']);
  }, 60_000);

  it('keep out documents that lack what a collection requires', async () => {
    const { store, db } = await open();
    await store.migrate();
    const { conversationId: _id, ...lacking } = aMessagesDocument();
    await expect(db.collection('conversation_messages').insertOne(lacking)).rejects.toMatchObject({
      code: 121,
    });
  }, 60_000);
});
