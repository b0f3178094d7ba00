/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import type { Outcome } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { describeWithServer, eventually } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApiKeyDesk } from '../src/access/api-key-desk.ts';
import { API_KEY, startGateway, TENANT, type Answer, type Gateway } from './gateway-fixture.ts';
import {
  exampleRequest,
  operationsOf,
  type NamedOperation,
  type OpenApiDocument,
} from './openapi-document.ts';

const OTHER = 'other';
const EMPTY = 'empty';
const STREAMS = ['streamProgress', 'followLive'];
/** Whoever knows the password of an account signs in, whichever key comes with it. */
const BY_PASSWORD = 'signIn';
/** What changes by being asked, or with the clock. */
const MOVING = ['listAuditLog', 'exportAuditLog', 'getProgress', 'listApiKeys'];
/** What stands in the filled store and in no schema, document or message of ours. */
const CANARIES =
  /conversation-\d|user-\d|"noco"|refunds-fail|monthly-2026|metric-1|submission-1|syncs\.requested\.v1\/0-7|\breset\b|@example\.org/;

describeWithServer('mongod', 'two tenants of one installation', (mongod) => {
  let gateway: Gateway;
  let operations: NamedOperation[];
  const keys: Record<string, string> = { [TENANT]: API_KEY };
  const topic = topics.syncsRequested;

  beforeAll(async () => {
    gateway = await startGateway(mongod);
    const { store, bus, clock } = gateway.service.runtime;
    const desk = createApiKeyDesk({ store, now: () => clock.now() });
    for (const tenant of [OTHER, EMPTY]) {
      const wanted = { name: 'admin', roles: ['admin'], scopes: null, expiresAt: null };
      keys[tenant] = (await desk.create(wanted, { tenant, by: 'test', may: () => true }))?.key ?? '';
    }
    await bus.subscribe({
      ...{ group: 'picky', topics: [topic] },
      handler: ({ events }) =>
        Promise.resolve(
          events.map((): Outcome => ({ kind: 'dead-letter', reason: 'refused', cause: new TypeError('no') })),
        ),
    });
    for (const tenant of [TENANT, OTHER])
      await gateway.call('POST', '/api/v1/syncs', {
        headers: { 'x-api-key': keys[tenant] ?? '' },
        body: { source: `of ${tenant}` },
      });
    operations = operationsOf((await gateway.get('/api/v1/openapi.json')).json<OpenApiDocument>()).filter(
      ({ operation }) => !STREAMS.includes(operation.operationId),
    );
  }, 60_000);
  afterAll(() => gateway?.stop());

  const send = (tenant: string, one: NamedOperation): Promise<Answer> => {
    const { url, body, contentType } = exampleRequest(one);
    const type = contentType === null ? {} : { 'content-type': contentType };
    return gateway.call(one.method, url, { headers: { 'x-api-key': keys[tenant] ?? '', ...type }, body });
  };
  const isReading = ({ method, operation }: NamedOperation): boolean =>
    method === 'GET' || (operation as unknown as Record<string, unknown>)['x-reading'] === true;
  const isPrivate = ({ operation }: NamedOperation): boolean =>
    (operation as unknown as Record<string, unknown>)['x-needs'] !== undefined;
  const stateOf = async (tenant: string): Promise<string[]> => {
    const seen: string[] = [];
    for (const one of operations.filter((each) => isReading(each) && isPrivate(each)))
      if (!MOVING.includes(one.operation.operationId))
        seen.push(`${one.operation.operationId} ${(await send(tenant, one)).text}`);
    return seen;
  };
  const lettersOf = async (tenant: string): Promise<{ id: string; key: string }[]> =>
    (
      await gateway.call('GET', '/api/v1/dead-letters', { headers: { 'x-api-key': keys[tenant] ?? '' } })
    ).json<{
      items: { id: string; key: string }[];
    }>().items;

  it('shows a tenant nothing of the other, whatever it asks and whichever ids it names', async () => {
    let nFound = 0;
    for (const one of operations.filter((each) => isReading(each) && isPrivate(each))) {
      const [own, others] = [await send(TENANT, one), await send(EMPTY, one)];
      if (CANARIES.test(own.text)) nFound++;
      const asked = one.operation.operationId;
      // A problem names what was asked for, which the asker knows.
      expect([asked, others.status < 300 && CANARIES.exec(others.text)?.[0]].slice(0, 2)).toEqual([
        asked,
        others.status < 300 ? undefined : false,
      ]);
      // Without data there may be nothing to be found or compared; never a fault of ours.
      const isRefused = others.status >= 400 && others.status < 500;
      expect([asked, others.status]).toEqual([asked, isRefused ? others.status : own.status]);
    }
    expect(nFound).toBeGreaterThan(12);
  });

  it('keeps dead letters apart: seen, replayed and dropped by whose events they are', async () => {
    await eventually(async () => expect(await lettersOf(TENANT)).toHaveLength(1));
    await eventually(async () => expect(await lettersOf(OTHER)).toHaveLength(1));
    expect(await lettersOf(EMPTY)).toEqual([]);
    const [mine, theirs] = [(await lettersOf(TENANT))[0], (await lettersOf(OTHER))[0]];
    expect(mine?.key).not.toBe(theirs?.key);
    const post = (tenant: string, path: string, body: object) =>
      gateway.call('POST', `/api/v1/dead-letters/${path}`, {
        headers: { 'x-api-key': keys[tenant] ?? '' },
        body,
      });
    const url = `/api/v1/dead-letters/${topic.name}/${mine?.id}`;
    expect((await gateway.call('GET', url, { headers: { 'x-api-key': keys[OTHER] ?? '' } })).status).toBe(
      404,
    );
    const [name, ids] = [topic.name, [mine?.id]];
    expect((await post(OTHER, 'drop', { topic: name, ids, because: 'not mine' })).json()).toEqual({
      nDropped: 0,
    });
    expect((await post(OTHER, 'replay', { topic: name, ids })).json()).toEqual({ nReplayed: 0, nWaiting: 0 });
    expect((await post(EMPTY, 'replay', { topic: name, ids: 'all' })).json()).toEqual({
      nReplayed: 0,
      nWaiting: 0,
    });
    expect((await post(TENANT, 'drop', { topic: name, ids, because: 'mine' })).json()).toEqual({
      nDropped: 1,
    });
    expect(await lettersOf(OTHER)).toHaveLength(1);
  });

  it('lets a tenant change nothing of the other, with every operation that changes something', async () => {
    const { store } = gateway.service.runtime;
    const before = await stateOf(TENANT);
    const changes = operations.filter(
      (each) => !isReading(each) && each.operation.operationId !== BY_PASSWORD,
    );
    for (const one of changes) await send(EMPTY, one);
    expect(await stateOf(TENANT)).toEqual(before);
    for (const id of ['0123456789abcdef', '00112233445566ff'])
      expect(await store.accounts.findById(id)).toMatchObject({
        ...{ tenant: TENANT, disabledAt: null, roles: ['viewer'] },
      });
    for (const keyId of ['0123456789abcdef', '00112233445566ff'])
      expect(await store.apiKeys.findByKeyId(keyId)).toMatchObject({
        tenant: TENANT,
        revokedAt: null,
        rotatedAt: null,
      });
  });
});
