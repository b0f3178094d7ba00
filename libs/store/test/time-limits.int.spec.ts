import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, someConversations } from '@convoscope/testing';
import { toStoreError } from '../src/mongo/store-error.ts';
import { mongo } from 'mongoose';
import { AT } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const TENANT = 'acme';
const LIMITED = ['find', 'aggregate', 'count', 'distinct', 'insert', 'update', 'delete', 'findAndModify'];

interface Profiled {
  op: string;
  command: Record<string, unknown>;
}

describeWithServer('mongod', 'the time limits of operations', ({ uri, database }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore({ uri, database });
  }, 60_000);
  afterAll(() => opened?.drop());

  it('are there for every command, writes and counts too', async () => {
    const { store, raw } = opened;
    const db = raw.db(database);
    await db.command({ profile: 2 });
    const conversations = someConversations(3);
    const documents = conversations.map((c, index) => ({
      ...{ ...c, tenant: TENANT, sourceRowId: String(index), ingestedAt: AT, deletedAt: null },
    }));
    await store.messages.upsertMany(TENANT, documents);
    await store.messages.upsertMany(TENANT, documents);
    await store.messages.count(TENANT);
    await store.messages.findById(TENANT, 'a');
    await store.processingErrors.countByStatus(TENANT);
    await store.processingErrors.resolve(TENANT, 'source', ['1'], AT);
    await store.analytics.count(TENANT, {});
    await store.analytics.aggregate(TENANT, [{ $count: 'n' }]);
    await store.webhookDeliveries.findOldestPending(TENANT, 'a');
    await store.auditLog.append(TENANT, [
      { at: AT, by: 'anna', action: 'a', subject: 'b', because: null, before: null, after: null },
    ]);
    await db.command({ profile: 0 });
    const profiled = (await db.collection('system.profile').find().toArray()) as unknown as Profiled[];
    const commands = profiled.map(({ command }) => command);
    const ours = commands.filter((command) => LIMITED.some((name) => name in command));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter(({ maxTimeMS }) => maxTimeMS === undefined)).toEqual([]);
  });

  it('end a read for good where the server itself was at work all the time, and a write only for now', () => {
    const expired = new mongo.MongoServerError({ message: 'operation exceeded time limit', code: 50 });
    const inTime = new mongo.MongoOperationTimeoutError('timed out', { cause: expired });
    for (const error of [expired, inTime]) {
      expect(toStoreError(error, { operation: 'aggregate' })).toMatchObject({ code: 'STORE_TOO_EXPENSIVE' });
      expect(toStoreError(error, { operation: 'upsert' })).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
    const away = new mongo.MongoOperationTimeoutError('no answer');
    expect(toStoreError(away, { operation: 'aggregate' })).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
