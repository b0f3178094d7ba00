import type { ApiKeyDocument } from '@convoscope/store';
import { describeWithServer } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AT } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const aKey = (overrides: Partial<ApiKeyDocument>): ApiKeyDocument => ({
  ...{ tenant: 'acme', keyId: '0'.repeat(16), name: 'export', hash: 'a'.repeat(64), previousHash: null },
  ...{
    previousUntil: null,
    roles: ['viewer'],
    scopes: null,
    createdBy: 'ana',
    createdAt: AT,
    rotatedAt: null,
  },
  ...{ expiresAt: null, revokedAt: null, lastUsedAt: null },
  ...overrides,
});

describeWithServer('mongod', 'API keys', (server) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore(server);
  }, 60_000);
  afterAll(() => opened?.drop());

  it('have a name each in their tenant, and an id in the whole installation', async () => {
    const { apiKeys } = opened.store;
    expect(await apiKeys.insert(aKey({}))).toBe(true);
    expect(await apiKeys.insert(aKey({ keyId: '1'.repeat(16) }))).toBe(false);
    expect(await apiKeys.insert(aKey({ tenant: 'other', name: 'another' }))).toBe(false);
    expect(await apiKeys.insert(aKey({ tenant: 'other', keyId: '2'.repeat(16) }))).toBe(true);
    expect((await apiKeys.findPage('acme', { limit: 10 })).items).toEqual([aKey({})]);
    expect(await apiKeys.findByKeyId('2'.repeat(16))).toMatchObject({ tenant: 'other' });
    expect(await apiKeys.findByKeyId('3'.repeat(16))).toBeNull();
  });

  it('are rotated by one of those who try at once, and are changed by their tenant alone', async () => {
    const { apiKeys } = opened.store;
    const keyId = '4'.repeat(16);
    await apiKeys.insert(aKey({ keyId, name: 'rotated' }));
    const rotate = (tenant: string, hash: string) =>
      apiKeys.rotate(tenant, keyId, {
        ...{ from: 'a'.repeat(64), hash: hash.repeat(64), previousUntil: AT, rotatedAt: AT },
      });
    expect(await rotate('other', 'b')).toBe(false);
    expect((await Promise.all([rotate('acme', 'c'), rotate('acme', 'd')])).toSorted()).toEqual([false, true]);
    expect(await apiKeys.findByKeyId(keyId)).toMatchObject({
      previousHash: 'a'.repeat(64),
      previousUntil: AT,
    });
    expect(await apiKeys.revoke('other', keyId, AT)).toBe(false);
    expect(await apiKeys.revoke('acme', keyId, AT)).toBe(true);
    expect(await apiKeys.revoke('acme', keyId, AT)).toBe(false);
  });

  it('note when they were used last, whatever the order the notes come in', async () => {
    const { apiKeys } = opened.store;
    const keyId = '5'.repeat(16);
    await apiKeys.insert(aKey({ keyId, name: 'used' }));
    await apiKeys.touch('acme', keyId, new Date(2_000));
    await apiKeys.touch('acme', keyId, new Date(1_000));
    expect(await apiKeys.findByKeyId(keyId)).toMatchObject({ lastUsedAt: new Date(2_000) });
  });
});
