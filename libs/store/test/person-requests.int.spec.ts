import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PersonRequestDocument } from '@convoscope/store';
import { aConversation, describeWithServer } from '@convoscope/testing';
import { openStore, type OpenedStore } from './open-store.ts';

const AT = new Date('2026-01-10T00:00:00Z');
const hash = (sign: string): string => sign.repeat(64);

const aRequest = (overrides: Partial<PersonRequestDocument>): PersonRequestDocument => ({
  ...{
    tenant: 'acme',
    requestId: 'r-1',
    kind: 'erase',
    personHash: hash('a'),
    userId: 'ann',
    status: 'requested',
  },
  ...{
    waitsFor: [],
    requestedBy: 'ana',
    because: null,
    requestedAt: AT,
    completedAt: null,
    nConversations: 0,
  },
  ...{ digest: hash('0'), places: {}, objectKey: null, proof: null },
  ...overrides,
});

describeWithServer('mongod', 'persons in the store', (server) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore(server);
  }, 60_000);
  afterAll(() => opened.drop());

  it('says of whom the erasure was asked for, and when for the last time, by tenant', async () => {
    const { personRequests } = opened.store;
    const later = new Date(AT.getTime() + 1_000);
    await personRequests.insert(aRequest({}));
    await personRequests.insert(aRequest({ requestId: 'r-2', requestedAt: later }));
    await personRequests.insert(aRequest({ requestId: 'r-3', kind: 'export', personHash: hash('b') }));
    expect(await personRequests.erasedAt('acme', [hash('a'), hash('b')])).toEqual(
      new Map([[hash('a'), later]]),
    );
    expect(await personRequests.erasedAt('other', [hash('a')])).toEqual(new Map());
    expect(await personRequests.erasedAt('acme', [])).toEqual(new Map());
    await personRequests.update('acme', 'r-1', { status: 'running', places: { user_analytics: 1 } });
    expect(
      (await personRequests.findOfStatus('acme', 'requested', 5)).map(({ requestId }) => requestId),
    ).toEqual(['r-3', 'r-2'].sort().reverse());
    expect(await personRequests.findById('acme', 'r-1')).toMatchObject({
      status: 'running',
      places: { user_analytics: 1 },
    });
    expect(await personRequests.findById('other', 'r-1')).toBeNull();
  });

  it('finds all of a person, also what is gone at its source, and leaves of it only that it is gone', async () => {
    const { messages, personTraces } = opened.store;
    const of = (conversationId: string, userId: string) => ({
      ...aConversation({ conversationId, userId, title: `canary ${userId}` }),
      ...{ tenant: 'acme', sourceRowId: conversationId, ingestedAt: AT, deletedAt: null },
    });
    await messages.upsertMany('acme', [of('c-1', 'ann'), of('c-2', 'ann'), of('c-3', 'bob')]);
    await messages.markDeleted('acme', [{ conversationId: 'c-2', sequence: 2 ** 50, deletedAt: AT }]);
    const found = await personTraces.conversationsOf('acme', 'ann', 10);
    expect(found.map(({ conversationId }) => conversationId)).toEqual(['c-1', 'c-2']);
    expect(
      (await personTraces.conversationsAfter('acme', 'ann', '', 10)).map(
        ({ conversationId }) => conversationId,
      ),
    ).toEqual(['c-1']);
    expect(await personTraces.conversationsOf('other', 'ann', 10)).toEqual([]);
    await messages.erase(
      'acme',
      found.map(({ conversationId, sequence }) => ({
        conversationId,
        sequence: sequence + 1,
        deletedAt: AT,
      })),
    );
    expect((await personTraces.remaining('acme', 'ann'))['conversation_messages']).toBe(0);
    const kept = await opened.raw
      .db(server.database)
      .collection('conversation_messages')
      .find({ tenant: 'acme' })
      .toArray();
    expect(JSON.stringify(kept)).not.toContain('canary ann');
    expect(JSON.stringify(kept)).toContain('canary bob');
  });
});
