/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { ALL_PERMISSIONS, BUILT_IN_ROLES, isPermission, ROLE_PERMISSIONS } from '@convoscope/access';
import { describeWithServer } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { API_KEY, startGateway, type Answer, type Gateway } from './gateway-fixture.ts';
import {
  exampleRequest,
  operationsOf,
  type NamedOperation,
  type OpenApiDocument,
} from './openapi-document.ts';

/** Streams never end by themselves. */
const STREAMS = ['streamProgress', 'followLive'];

interface MadeKey {
  key: string;
  keyId: string;
}

describeWithServer('mongod', 'who may do what', (mongod) => {
  let gateway: Gateway;
  let operations: NamedOperation[];
  beforeAll(async () => {
    gateway = await startGateway(mongod);
    const document = (await gateway.get('/api/v1/openapi.json')).json<OpenApiDocument>();
    operations = operationsOf(document).filter(({ operation }) => !STREAMS.includes(operation.operationId));
  }, 60_000);
  afterAll(() => gateway?.stop());

  const create = async (body: object): Promise<MadeKey> => {
    const answer = await gateway.post('/api/v1/api-keys', body);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<MadeKey & Record<string, unknown>>();
  };
  const as = (key: string, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
    gateway.call(method, path, {
      headers: { 'x-api-key': key, ...headers },
      ...(body !== undefined && { body }),
    });
  const needOf = ({ operation }: NamedOperation): string | undefined =>
    (operation as unknown as Record<string, string | undefined>)['x-needs'];

  it('asks every operation for what its role allows: each role at each operation', async () => {
    for (const role of BUILT_IN_ROLES) {
      const { key } = await create({ name: `as ${role}`, roles: [role] });
      for (const one of operations) {
        const need = needOf(one);
        const isAllowed = need === undefined || (isPermission(need) && ROLE_PERMISSIONS[role].includes(need));
        // The admin would change what the others are tried on.
        if (role === 'admin' && one.method !== 'GET') continue;
        const { url, body, contentType } = exampleRequest(one);
        const type = contentType === null ? {} : { 'content-type': contentType };
        const answer = await as(key, one.method, url, body, type);
        const seen = [role, one.operation.operationId, answer.status === 403 ? 'denied' : 'let in'];
        expect(seen).toEqual([role, one.operation.operationId, isAllowed ? 'let in' : 'denied']);
        if (!isAllowed)
          expect(answer.json()).toMatchObject({
            code: 'forbidden',
            needs: need,
            detail: expect.stringContaining('Roles with it'),
          });
      }
    }
  }, 60_000);

  it('narrows a key to its scopes, and tells it what it may do', async () => {
    const { key } = await create({ name: 'narrow', roles: ['admin'], scopes: ['read:reports'] });
    expect((await as(key, 'GET', '/api/v1/reports')).status).toBe(200);
    expect((await as(key, 'GET', '/api/v1/conversations')).status).toBe(403);
    expect((await as(key, 'GET', '/api/v1/me')).json()).toEqual({
      ...{ kind: 'api-key', name: 'narrow', roles: ['admin'], permissions: ['read:reports'] },
    });
    expect((await gateway.get('/api/v1/me')).json()).toMatchObject({ permissions: [...ALL_PERMISSIONS] });
  });

  it('lets nobody give what they do not have', async () => {
    const { key } = await create({
      name: 'keeper',
      roles: ['admin'],
      scopes: ['manage:keys', 'read:reports'],
    });
    const give = (body: object) => as(key, 'POST', '/api/v1/api-keys', body);
    const refused = await give({ name: 'more', roles: ['viewer'] });
    expect([refused.status, refused.json()]).toEqual([
      400,
      expect.objectContaining({
        detail: expect.stringContaining('read:analytics, read:progress, read:anomalies'),
      }),
    ]);
    expect((await give({ name: 'less', roles: ['viewer'], scopes: ['read:reports'] })).status).toBe(201);
    const { keyId } = await create({ name: 'mighty', roles: ['admin'] });
    expect((await as(key, 'POST', `/api/v1/api-keys/${keyId}/rotate`, {})).status).toBe(400);
  });

  it('rotates a key with overlap and revokes it', async () => {
    const first = await create({ name: 'turned', roles: ['viewer'] });
    const path = `/api/v1/api-keys/${first.keyId}`;
    const second = (await gateway.post(`${path}/rotate`, { overlapHours: 1 })).json<MadeKey>();
    expect(second.keyId).toBe(first.keyId);
    for (const { key } of [first, second]) expect((await as(key, 'GET', '/api/v1/reports')).status).toBe(200);
    const third = (await gateway.post(`${path}/rotate`, { overlapHours: 0 })).json<MadeKey>();
    await gateway.post(`${path}/revoke`, undefined);
    expect((await gateway.post(`${path}/revoke`, undefined)).status).toBe(404);
    expect((await gateway.post(`${path}/rotate`, {})).status).toBe(404);
    expect(third.key).not.toBe(second.key);
  });

  it('refuses a name that was taken, a moment that is over, roles and scopes that nobody knows', async () => {
    await create({ name: 'once', roles: ['viewer'] });
    const tried = [
      [{ name: 'once', roles: ['viewer'] }, 409],
      [{ name: 'late', roles: ['viewer'], expiresAt: '2020-01-01T00:00:00Z' }, 400],
      [{ name: 'root', roles: ['root'] }, 400],
      [{ name: 'wide', roles: ['viewer'], scopes: ['read:everything'] }, 400],
      [{ name: 'none', roles: [] }, 400],
      [{ name: 'tenant', roles: ['viewer'], tenant: 'other' }, 400],
    ] as const;
    for (const [body, status] of tried)
      expect([body.name, (await gateway.post('/api/v1/api-keys', body)).status]).toEqual([body.name, status]);
  });

  it('keeps no key: not in the database, nor to be told again', async () => {
    const { key } = await create({ name: 'secret', roles: ['viewer'] });
    const { store, tenant } = gateway.service.runtime;
    const stored = JSON.stringify(await store.apiKeys.findPage(tenant, { limit: 200 }));
    const audited = JSON.stringify(
      await store.auditLog.findPage(tenant, { action: 'api-key.create' }, { limit: 200 }),
    );
    for (const text of [stored, audited]) {
      expect(text).toContain('secret');
      expect(text).not.toContain(key.slice(21));
    }
    const repeated = await gateway.call('POST', '/api/v1/api-keys', {
      headers: { 'x-api-key': API_KEY, 'idempotency-key': 'k-1' },
      body: { name: 'again', roles: ['viewer'] },
    });
    expect([repeated.status, repeated.text]).toEqual([400, expect.stringContaining('not taken here')]);
  });
});
