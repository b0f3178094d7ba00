import { makeKey } from '@convoscope/access';
import { TransientError } from '@convoscope/contracts';
import type { ApiKeyDocument } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describe, expect, it } from '@jest/globals';
import { KnownKeys } from './known-keys.ts';

const MINUTE_MS = 60_000;

function createWorld(overrides: Partial<ApiKeyDocument> = {}) {
  const made = makeKey();
  const world = { nowMs: 1_000_000, nReads: 0, touched: [] as number[], isAway: false };
  const document: ApiKeyDocument = {
    ...{ tenant: 'acme', keyId: made.keyId, name: 'export', hash: made.hash, previousHash: null },
    ...{ previousUntil: null, roles: ['viewer'], scopes: null, createdBy: 'ana', createdAt: new Date(0) },
    ...{ rotatedAt: null, expiresAt: null, revokedAt: null, lastUsedAt: null },
    ...overrides,
  };
  const apiKeys = {
    findByKeyId(keyId: string) {
      world.nReads++;
      if (world.isAway) return Promise.reject(new TransientError('away', { code: 'STORE_UNAVAILABLE' }));
      return Promise.resolve(keyId === document.keyId ? { ...document } : null);
    },
    touch: (_tenant: string, _keyId: string, at: Date) =>
      Promise.resolve(void world.touched.push(at.getTime())),
  };
  const createReplica = () =>
    new KnownKeys({
      store: { apiKeys } as never,
      now: () => world.nowMs,
      telemetry: createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false }),
    });
  return { world, document, key: made.key, createReplica, keys: createReplica() };
}

describe('a key of the database', () => {
  it('says who asks, and is read once in 20 s however often it is used', async () => {
    const { keys, key, world } = createWorld({ scopes: ['read:reports', 'no:such'] });
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => keys.check(key)));
    expect(verdicts[99]).toEqual({
      ...{ kind: 'api-key', id: expect.any(String), name: 'export', tenant: 'acme' },
      ...{ roles: ['viewer'], scopes: ['read:reports'] },
    });
    expect(world.nReads).toBe(1);
    world.nowMs += 20_000;
    await keys.check(key);
    expect(world.nReads).toBe(2);
  });

  it('is refused by every replica within a minute of being revoked', async () => {
    const { document, key, world, createReplica } = createWorld();
    const replicas = [createReplica(), createReplica()];
    for (const replica of replicas) await replica.check(key);
    document.revokedAt = new Date(world.nowMs);
    world.nowMs += MINUTE_MS;
    for (const replica of replicas) expect(await replica.check(key)).toBe('revoked');
  });

  it('is refused the moment it expires, although it is known', async () => {
    const { keys, key, world } = createWorld({ expiresAt: new Date(1_005_000) });
    expect(await keys.check(key)).toMatchObject({ name: 'export' });
    world.nowMs = 1_005_000;
    expect(await keys.check(key)).toBe('expired');
  });

  it('holds with its secret before for as long as was said, and no longer', async () => {
    const { document, key, world, createReplica } = createWorld();
    const next = makeKey(document.keyId);
    const [hash, previousUntil] = [next.hash, new Date(world.nowMs + 5_000)];
    Object.assign(document, { previousHash: document.hash, hash, previousUntil });
    const keys = createReplica();
    expect(await keys.check(key)).toMatchObject({ name: 'export' });
    expect(await keys.check(next.key)).toMatchObject({ name: 'export' });
    world.nowMs += 5_000;
    expect(await keys.check(key)).toBe('unknown');
    expect(await keys.check(next.key)).toMatchObject({ name: 'export' });
  });

  it('is unknown with another secret, and says not even then that it is revoked', async () => {
    const { keys, document } = createWorld({ revokedAt: new Date(0) });
    expect(await keys.check(makeKey(document.keyId).key)).toBe('unknown');
    expect(await keys.check(makeKey().key)).toBe('unknown');
    expect(await keys.check('cvk_nothing')).toBe('unknown');
  });

  it('lets nobody in whom it cannot ask about, and asks again', async () => {
    const { keys, key, world } = createWorld();
    world.isAway = true;
    await expect(keys.check(key)).rejects.toThrow(TransientError);
    world.isAway = false;
    expect(await keys.check(key)).toMatchObject({ name: 'export' });
  });

  it('notes its use once in five minutes', async () => {
    const { keys, key, world } = createWorld();
    for (let second = 0; second < 600; second++) {
      await keys.check(key);
      world.nowMs += 1_000;
    }
    expect(world.touched).toEqual([1_000_000, 1_300_000]);
  });
});
