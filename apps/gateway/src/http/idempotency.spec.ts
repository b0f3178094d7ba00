import { describe, expect, it } from '@jest/globals';
import type { KnownRequest } from '@convoscope/store';
import { serveOnce } from './idempotency.ts';

function createWorld() {
  const known = new Map<string, KnownRequest>();
  const world = { nServed: 0 };
  const nameOf = (tenant: string, { principal, key }: { principal: string; key: string }): string =>
    [tenant, principal, key].join('/');
  const store = {
    apiRequests: {
      begin: (tenant: string, request: { principal: string; key: string; fingerprint: string }) => {
        const found = known.get(nameOf(tenant, request)) ?? null;
        if (found === null)
          known.set(nameOf(tenant, request), {
            fingerprint: request.fingerprint,
            status: null,
            answer: null,
          });
        return Promise.resolve(found);
      },
      finish: (
        tenant: string,
        request: { principal: string; key: string },
        outcome: { status: number; answer: string },
      ) => {
        const begun = known.get(nameOf(tenant, request));
        if (begun) known.set(nameOf(tenant, request), { ...begun, ...outcome });
        return Promise.resolve();
      },
      forget: (tenant: string, request: { principal: string; key: string }) =>
        Promise.resolve(void known.delete(nameOf(tenant, request))),
    },
  };
  const ask = (key: string | undefined, body: unknown = { a: 1 }, principal = 'anna') =>
    serveOnce(
      { store, now: () => 0, keptMs: 1_000 },
      {
        caller: { tenant: 't', kind: 'api-key' as const, id: principal },
        request: {
          method: 'POST',
          url: '/x',
          body,
          headers: key === undefined ? {} : { 'idempotency-key': key },
        } as never,
      },
      () => Promise.resolve({ status: 202, answer: { n: ++world.nServed } }),
    );
  return { ask, world, store };
}

describe('a request with an idempotency key', () => {
  it('is served once, and answered as the first time when it is repeated', async () => {
    const { ask, world } = createWorld();
    expect(await ask('k-1')).toEqual({ status: 202, answer: { n: 1 }, isReplayed: false });
    expect(await ask('k-1')).toEqual({ status: 202, answer: { n: 1 }, isReplayed: true });
    expect(world.nServed).toBe(1);
  });

  it('is one of its sender: others may choose the same key', async () => {
    const { ask } = createWorld();
    await ask('k-1');
    expect((await ask('k-1', { a: 1 }, 'bob')).isReplayed).toBe(false);
  });

  it('may not lend its key to another request, nor be served twice at one time', async () => {
    const { ask } = createWorld();
    const first = ask('k-1');
    await expect(ask('k-1')).rejects.toMatchObject({ problem: { status: 409 } });
    await first;
    await expect(ask('k-1', { a: 2 })).rejects.toMatchObject({ problem: { status: 422 } });
  });

  it('may be repeated when it failed', async () => {
    const { ask, store } = createWorld();
    const failing = serveOnce(
      { store, now: () => 0, keptMs: 1_000 },
      {
        caller: { tenant: 't', kind: 'api-key' as const, id: 'anna' },
        request: { method: 'POST', url: '/x', body: { a: 1 }, headers: { 'idempotency-key': 'k' } } as never,
      },
      () => Promise.reject(new Error('no bus')),
    );
    await expect(failing).rejects.toThrow('no bus');
    expect((await ask('k')).isReplayed).toBe(false);
  });

  it('without a key is served each time; a key that is none is refused', async () => {
    const { ask, world } = createWorld();
    await ask(undefined);
    await ask(undefined);
    expect(world.nServed).toBe(2);
    for (const key of ['', ' ', 'ä', 'x'.repeat(256)])
      await expect(ask(key)).rejects.toMatchObject({ problem: { status: 400 } });
  });
});
