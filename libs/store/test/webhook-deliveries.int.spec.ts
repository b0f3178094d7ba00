import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DeliveryClaim, WebhookDeliveriesRepository, WebhookDeliveryDocument } from '@convoscope/store';
import { describeWithServer } from '@convoscope/testing';
import { AT, aDelivery } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

/** Later than whenever the tests run: MongoDB removes what is older by its own clock. */
const FAR = new Date('2100-01-01T00:00:00Z');
const later = (ms: number): Date => new Date(AT.getTime() + ms);

const claimOf = (endpoint: string, overrides: Partial<DeliveryClaim> = {}): DeliveryClaim => ({
  ...{ tenant: 'acme', endpoint, at: AT, until: later(60_000), limit: 10, claim: 'claim-1' },
  ...overrides,
});

describeWithServer('mongod', 'webhook deliveries', ({ uri, database }) => {
  let opened: OpenedStore;
  let deliveries: WebhookDeliveriesRepository;
  beforeAll(async () => {
    opened = await openStore({ uri, database });
    deliveries = opened.store.webhookDeliveries;
  }, 60_000);
  afterAll(() => opened?.drop());

  const stored = (endpoint: string): Promise<WebhookDeliveryDocument[]> =>
    opened.raw
      .db(database)
      .collection('webhook_deliveries')
      .find({ endpoint }, { projection: { _id: 0 } })
      .sort({ eventId: 1 })
      .toArray() as unknown as Promise<WebhookDeliveryDocument[]>;
  const add = (endpoint: string, ...ids: string[]): Promise<void> =>
    deliveries.addMany(
      'acme',
      ids.map((eventId) => aDelivery({ endpoint, eventId })),
    );

  it('are stored once, and keep what has become of them when the event comes again', async () => {
    await add('once', 'e1', 'e2');
    await deliveries.markDelivered('acme', 'once', 'e1', { at: AT, expireAt: later(1_000) });
    await add('once', 'e1', 'e2', 'e3');
    expect((await stored('once')).map(({ eventId, status }) => [eventId, status])).toEqual([
      ['e1', 'delivered'],
      ['e2', 'pending'],
      ['e3', 'pending'],
    ]);
  });

  it('are claimed by one of many, those due longest first, and by nobody else until the claim runs out', async () => {
    await deliveries.addMany(
      'acme',
      Array.from({ length: 20 }, (_, n) =>
        aDelivery({ endpoint: 'shared', eventId: `e${n}`, nextAttemptAt: later(-n) }),
      ),
    );
    await deliveries.addMany('acme', [
      aDelivery({ endpoint: 'shared', eventId: 'future', nextAttemptAt: later(1) }),
    ]);
    const first = await deliveries.claimDue(claimOf('shared', { limit: 3, claim: 'first' }));
    expect(first.map(({ eventId }) => eventId).sort()).toEqual(['e17', 'e18', 'e19']);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, n) => deliveries.claimDue(claimOf('shared', { claim: `c${n}` }))),
    );
    const ids = [first, ...claims].flat().map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
    for (let n = 0; n < 3; n++) ids.push(...(await claimAgain(n)));
    expect(ids.length).toBe(20);
    const ranOut = await deliveries.claimDue(
      claimOf('shared', { at: later(60_000), until: later(90_000), limit: 50, claim: 'late' }),
    );
    expect(ranOut).toHaveLength(21);
    async function claimAgain(n: number): Promise<string[]> {
      return (await deliveries.claimDue(claimOf('shared', { claim: `again-${n}` }))).map(
        ({ eventId }) => eventId,
      );
    }
  });

  it('that are claimed come oldest event first', async () => {
    await deliveries.addMany(
      'acme',
      [3, 1, 2].map((n) => aDelivery({ endpoint: 'order', eventId: `e${n}`, publishedAt: later(n) })),
    );
    const claimed = await deliveries.claimDue(claimOf('order'));
    expect(claimed.map(({ eventId }) => eventId)).toEqual(['e1', 'e2', 'e3']);
  });

  it('count a failure only for whoever holds the claim, but what arrived has arrived', async () => {
    await add('guard', 'e1', 'e2');
    await deliveries.claimDue(claimOf('guard', { claim: 'mine' }));
    const failure = {
      ...{ at: AT, expireAt: FAR, error: 'answered 500' },
      next: { status: 'pending', at: later(5_000) },
    } as const;
    expect(await deliveries.markFailed('acme', 'guard', 'e1', { ...failure, claim: 'other' })).toBe(false);
    expect(await deliveries.markFailed('acme', 'guard', 'e1', { ...failure, claim: 'mine' })).toBe(true);
    expect(await deliveries.markFailed('acme', 'guard', 'e1', { ...failure, claim: 'mine' })).toBe(false);
    const delivered = { at: AT, expireAt: later(1_000) };
    expect(await deliveries.markDelivered('acme', 'guard', 'e2', delivered)).toBe(true);
    expect(await deliveries.markDelivered('acme', 'guard', 'e2', delivered)).toBe(false);
    expect(await stored('guard')).toMatchObject([
      { attempts: 1, nextAttemptAt: later(5_000), claim: null, lastError: 'answered 500', lastFailedAt: AT },
      { attempts: 1, status: 'delivered', body: null, expireAt: later(1_000), nextAttemptAt: null },
    ]);
  });

  it('that are given back are due again without an attempt', async () => {
    await add('back', 'e1', 'e2');
    await deliveries.claimDue(claimOf('back', { claim: 'mine' }));
    expect(await deliveries.release('acme', 'back', ['e1', 'e2'], { claim: 'other', at: AT })).toBe(0);
    expect(await deliveries.release('acme', 'back', ['e1'], { claim: 'mine', at: AT })).toBe(1);
    const again = await deliveries.claimDue(claimOf('back'));
    expect(again).toMatchObject([{ eventId: 'e1', attempts: 0, claim: 'claim-1' }]);
  });

  it('wait as disabled and go on, and begin anew when they had failed', async () => {
    await add('moved', 'e1', 'e2');
    await add('elsewhere', 'e1');
    await deliveries.claimDue(claimOf('moved', { claim: 'mine', limit: 1 }));
    const wait = { from: 'pending', to: 'disabled', expireAt: FAR } as const;
    expect(await deliveries.moveAll('acme', 'moved', wait)).toBe(2);
    expect(await stored('moved')).toMatchObject([{ expireAt: FAR }, { expireAt: FAR }]);
    expect(await deliveries.countByStatus('acme', 'moved', ['pending', 'disabled', 'failed'])).toEqual({
      pending: 0,
      disabled: 2,
      failed: 0,
    });
    expect(await deliveries.claimDue(claimOf('moved'))).toEqual([]);
    await deliveries.moveAll('acme', 'moved', { from: 'disabled', to: 'pending', at: AT });
    expect(await stored('moved')).toMatchObject([{ expireAt: null }, { expireAt: null }]);
    const [first] = await deliveries.claimDue(claimOf('moved', { limit: 1 }));
    await deliveries.markFailed('acme', 'moved', first?.eventId ?? '', {
      ...{ claim: 'claim-1', at: later(7), error: 'answered 500', next: { status: 'failed' } },
      expireAt: FAR,
    });
    const failed = (await stored('moved')).find(({ eventId }) => eventId === first?.eventId);
    expect(failed).toMatchObject({ status: 'failed', expireAt: FAR });
    expect(await deliveries.moveAll('acme', 'moved', { from: 'failed', to: 'pending', at: later(9) })).toBe(
      1,
    );
    const again = (await stored('moved')).find(({ eventId }) => eventId === first?.eventId);
    expect(again).toMatchObject({
      ...{ status: 'pending', attempts: 0, nextAttemptAt: later(9), expireAt: null },
    });
    expect(await deliveries.countDue('acme', 'elsewhere', AT)).toBe(1);
    expect(await deliveries.countDue('other-tenant', 'elsewhere', AT)).toBe(0);
  });

  it('say which is the oldest and what failed last', async () => {
    await deliveries.addMany('acme', [
      aDelivery({ endpoint: 'looked-at', eventId: 'e1', publishedAt: later(-5_000) }),
      aDelivery({ endpoint: 'looked-at', eventId: 'e2', publishedAt: later(-9_000), status: 'delivered' }),
      aDelivery({ endpoint: 'looked-at', eventId: 'e3', lastFailedAt: later(1), lastError: 'first' }),
      aDelivery({ endpoint: 'looked-at', eventId: 'e4', lastFailedAt: later(2), lastError: 'second' }),
    ]);
    expect(await deliveries.findOldestPending('acme', 'looked-at')).toMatchObject({ eventId: 'e1' });
    const last = await deliveries.findLastFailure('acme', 'looked-at');
    expect(last).toMatchObject({ eventId: 'e4', lastError: 'second' });
    expect(last).not.toHaveProperty('body');
    expect(await deliveries.findOldestPending('acme', 'nobody')).toBeNull();
    expect(await deliveries.findLastFailure('acme', 'once')).toBeNull();
  });

  it('that are delivered are removed by MongoDB itself at their time', async () => {
    const indexes = await opened.raw.db(database).collection('webhook_deliveries').indexes();
    expect(indexes.find(({ name }) => name === 'expiry')).toMatchObject({
      key: { expireAt: 1 },
      expireAfterSeconds: 0,
    });
  });

  it('refuse a value that carries query operators', async () => {
    const evil = { $ne: null } as unknown as string;
    await expect(
      deliveries.moveAll('acme', evil, { from: 'failed', to: 'pending', at: AT }),
    ).rejects.toMatchObject({ code: 'STORE_FILTER_INVALID' });
    await expect(deliveries.claimDue(claimOf('once', { claim: evil }))).rejects.toMatchObject({
      code: 'STORE_FILTER_INVALID',
    });
  });
});
