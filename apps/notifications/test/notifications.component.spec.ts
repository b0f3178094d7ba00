import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_TENANT, topics } from '@convoscope/contracts';
import type { DeliveryStatus } from '@convoscope/store';
import {
  describeWithServer,
  eventually,
  ScriptedHttpServer,
  type RecordedRequest,
} from '@convoscope/testing';
import { EndpointRegistry } from '../src/delivery/endpoint-registry.ts';
import { signWebhook } from '../src/webhooks/sign-webhook.ts';
import { createWebhookDesk, type WebhookDesk } from '../src/webhooks/webhook-desk.ts';
import {
  anEndpoint,
  feedback,
  openFixture,
  SECRET,
  type NotificationsFixture,
} from './notifications-fixture.ts';

const ALL: readonly DeliveryStatus[] = ['pending', 'delivered', 'failed', 'disabled'];

describeWithServer('mongod', 'the notifications service', (server) => {
  let fixture: NotificationsFixture;
  let receiver: ScriptedHttpServer;
  let other: ScriptedHttpServer;
  let desk: WebhookDesk;
  let service: { stop(): Promise<void> } | undefined;
  beforeAll(async () => {
    fixture = await openFixture(server);
    const { store } = fixture;
    desk = createWebhookDesk({
      ...{ deliveries: store.webhookDeliveries, registry: new EndpointRegistry(store.snapshots) },
      ...{ auditLog: store.auditLog, now: Date.now },
    });
  }, 60_000);
  afterAll(() => fixture?.close());
  beforeEach(async () => {
    receiver = await ScriptedHttpServer.start();
    other = await ScriptedHttpServer.start();
  });
  afterEach(async () => {
    await service?.stop();
    await receiver.stop();
    await other.stop();
  });

  const countsOf = (endpoint: string) =>
    fixture.store.webhookDeliveries.countByStatus(DEFAULT_TENANT, endpoint, ALL);
  const idsOf = (requests: readonly RecordedRequest[]): unknown[] =>
    requests.map(({ headers }) => headers['webhook-id']);
  const nothing = { pending: 0, delivered: 0, failed: 0, disabled: 0 };

  it('posts an event, signed, to everybody who wants its topic, and to nobody else', async () => {
    receiver.route('POST /in', { status: 204 });
    other.route('POST /', { status: 200, body: 'thank you' });
    service = await fixture.start([
      anEndpoint({ name: 'wants', url: `${receiver.url}/in?key=a:b` }),
      anEndpoint({ name: 'wants-too', url: other.url }),
      anEndpoint({ name: 'wants-else', url: `${other.url}/else`, topics: [topics.reportsCompleted.name] }),
      anEndpoint({ name: 'of-others', url: `${other.url}/others`, tenant: 'acme' }),
    ]);
    const event = feedback('f-1');
    await fixture.publish(event);
    await eventually(async () => {
      expect(await countsOf('wants')).toEqual({ ...nothing, delivered: 1 });
      expect(await countsOf('wants-too')).toEqual({ ...nothing, delivered: 1 });
    });
    const [request] = receiver.requests;
    expect(request?.json).toEqual({ type: 'feedback.given.v1', timestamp: event.time, data: event.data });
    expect(request?.query.get('key')).toBe('a:b');
    const atMs = Number(request?.headers['webhook-timestamp']) * 1_000;
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      ...signWebhook([{ reveal: () => SECRET }], { id: event.id, atMs, body: request?.body ?? '' }),
    });
    expect(Math.abs(Date.now() - atMs)).toBeLessThan(60_000);
    expect(other.requests).toHaveLength(1);
    const [view] = await desk.list('acme');
    expect(view).toMatchObject({ name: 'of-others', counts: nothing });
  });

  it('posts an event that comes again only once, also to a service that was started anew', async () => {
    receiver.route('POST /', { status: 200 });
    const endpoints = [anEndpoint({ name: 'once', url: receiver.url })];
    service = await fixture.start(endpoints);
    await fixture.publish(feedback('f-2'), feedback('f-3'));
    await eventually(async () => expect(await countsOf('once')).toMatchObject({ delivered: 2 }));
    await service.stop();
    service = await fixture.start(endpoints);
    await fixture.publish(feedback('f-2'), feedback('f-4'));
    await eventually(async () => expect(await countsOf('once')).toMatchObject({ delivered: 3 }));
    // Posts that are made at the same time arrive in any order.
    const ids = ['f-2', 'f-3', 'f-4'].map((id) => feedback(id).id);
    expect(idsOf(receiver.requests).sort()).toEqual(ids.sort());
  });

  it('tries again what is refused, with the same id, and gives up after the last attempt until told to retry', async () => {
    receiver.enqueue('POST /', { status: 500 }, { status: 400 }, { reset: true });
    receiver.route('POST /', { status: 200 });
    other.route('POST /', { status: 500, body: { message: 'no disk' } });
    service = await fixture.start([
      anEndpoint({ name: 'recovers', url: receiver.url }),
      anEndpoint({ name: 'hopeless', url: other.url }),
    ]);
    await fixture.publish(feedback('f-5'));
    await eventually(async () => {
      expect(await countsOf('recovers')).toEqual({ ...nothing, delivered: 1 });
      expect(await countsOf('hopeless')).toEqual({ ...nothing, failed: 1 });
    });
    expect(idsOf(receiver.requests)).toEqual(Array<string>(4).fill(feedback('f-5').id));
    expect(other.requests).toHaveLength(4);
    const views = await desk.list(DEFAULT_TENANT);
    expect(views.find(({ name }) => name === 'hopeless')).toMatchObject({
      ...{ state: 'enabled', origin: other.url, counts: { failed: 1 } },
      lastFailure: { error: 'answered 500: {"message":"no disk"}', topic: 'feedback.given.v1' },
    });
    other.route('POST /', { status: 200 });
    expect(await desk.retry('hopeless', { tenant: DEFAULT_TENANT, by: 'anna' })).toBe(1);
    await eventually(async () => expect(await countsOf('hopeless')).toEqual({ ...nothing, delivered: 1 }));
    expect(await desk.retry(undefined, { tenant: DEFAULT_TENANT, by: 'anna' })).toBe(0);
    await expect(desk.retry('nobody', { tenant: DEFAULT_TENANT, by: 'anna' })).rejects.toThrow('no webhook');
  });

  it('posts nothing more to an endpoint that is gone, until it is enabled', async () => {
    receiver.route('POST /', { status: 410 });
    const endpoint = anEndpoint({ name: 'moved-out', url: receiver.url });
    service = await fixture.start([endpoint], { concurrency: 1 });
    await fixture.publish(feedback('f-6'), feedback('f-7'), feedback('f-8'));
    await eventually(async () => expect(await countsOf('moved-out')).toEqual({ ...nothing, disabled: 3 }));
    await fixture.publish(feedback('f-9'));
    await eventually(async () => expect(await countsOf('moved-out')).toEqual({ ...nothing, disabled: 4 }));
    await service.stop();
    service = await fixture.start([endpoint]);
    await fixture.publish(feedback('f-10'));
    await eventually(async () => expect(await countsOf('moved-out')).toEqual({ ...nothing, disabled: 5 }));
    expect(receiver.requests).toHaveLength(1);
    const views = await desk.list(DEFAULT_TENANT);
    expect(views.find(({ name }) => name === 'moved-out')).toMatchObject({
      ...{ state: 'disabled', disabledBecause: 'answered 410' },
    });
    receiver.route('POST /', { status: 200 });
    expect(await desk.enable('moved-out', { tenant: DEFAULT_TENANT, by: 'anna', because: 'back' })).toBe(5);
    await eventually(async () => expect(await countsOf('moved-out')).toEqual({ ...nothing, delivered: 5 }));
    const audited = await fixture.store.auditLog.findPage(
      DEFAULT_TENANT,
      { action: 'webhook.enable' },
      { limit: 9 },
    );
    expect(audited.items).toMatchObject([{ by: 'anna', subject: 'moved-out', because: 'back' }]);
  });

  it('follows no redirect', async () => {
    receiver.route('POST /', { status: 307, headers: { location: `${other.url}/stolen` } });
    service = await fixture.start([anEndpoint({ name: 'redirects', url: receiver.url })]);
    await fixture.publish(feedback('f-11'));
    await eventually(async () => expect(await countsOf('redirects')).toEqual({ ...nothing, failed: 1 }));
    expect(receiver.requests).toHaveLength(4);
    expect(other.requests).toEqual([]);
  });

  it('posts nothing to a private address, by whichever name, unless it may', async () => {
    receiver.route('POST /', { status: 200 });
    const endpoints = [
      anEndpoint({ name: 'inside', url: receiver.url }),
      anEndpoint({ name: 'by-name', url: receiver.url.replace('127.0.0.1', 'localhost') }),
    ];
    service = await fixture.start(endpoints, { allowPrivate: false });
    await fixture.publish(feedback('f-12'));
    await eventually(async () => {
      expect(await countsOf('inside')).toEqual({ ...nothing, failed: 1 });
      expect(await countsOf('by-name')).toEqual({ ...nothing, failed: 1 });
    });
    expect(receiver.requests).toEqual([]);
    const views = await desk.list(DEFAULT_TENANT);
    expect(views.find(({ name }) => name === 'inside')?.lastFailure?.error).toContain(
      'a private or reserved address',
    );
  });

  it('does not let an endpoint that never answers hold up another one', async () => {
    receiver.route('POST /', { hang: true });
    other.route('POST /', { status: 200 });
    service = await fixture.start(
      [anEndpoint({ name: 'silent', url: receiver.url }), anEndpoint({ name: 'quick', url: other.url })],
      { timeoutMs: 3_000, concurrency: 2 },
    );
    const events = Array.from({ length: 20 }, (_, n) => feedback(`slow-${n}`));
    await fixture.publish(...events);
    await eventually(async () => expect(await countsOf('quick')).toEqual({ ...nothing, delivered: 20 }));
    expect(await countsOf('silent')).toEqual({ ...nothing, pending: 20 });
    expect(receiver.requests.length).toBeLessThanOrEqual(4);
  });

  it('gives a receiver that fails a rest, and delivers all when it is well again', async () => {
    receiver.route('POST /', { status: 503 });
    service = await fixture.start([anEndpoint({ name: 'ill', url: receiver.url })], {
      ...{ retryScheduleMs: [400, 400, 400, 400, 400, 400], breakerPauseMs: 300 },
    });
    await fixture.publish(...Array.from({ length: 40 }, (_, n) => feedback(`ill-${n}`)));
    await eventually(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(10));
    const metrics = async (): Promise<string> => fixture.telemetry.registry.metrics();
    await eventually(async () =>
      expect(await metrics()).toMatch(/policy_breaker_state\{[^}]*policy="webhook-ill"[^}]*\} [12]\n/),
    );
    const { length: nBefore } = receiver.requests;
    await delay(1_200);
    // A rest of 300 ms each: a probe now and then, in place of all that is due every 400 ms.
    expect(receiver.requests.length - nBefore).toBeLessThan(40);
    receiver.route('POST /', { status: 200 });
    await eventually(async () => expect(await countsOf('ill')).toEqual({ ...nothing, delivered: 40 }));
  });

  it('finishes what it has posted when it is stopped, and gives back what it had not', async () => {
    receiver.route('POST /', { status: 200, delayMs: 300 });
    service = await fixture.start([anEndpoint({ name: 'stopped', url: receiver.url })], {
      ...{ timeoutMs: 20_000, concurrency: 2 },
    });
    await fixture.publish(...Array.from({ length: 12 }, (_, n) => feedback(`stop-${n}`)));
    await eventually(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(2));
    await service.stop();
    const { pending = 0, delivered = 0 } = await countsOf('stopped');
    expect(delivered).toBe(receiver.requests.length);
    expect(pending).toBe(12 - delivered);
    expect(await fixture.store.webhookDeliveries.countDue(DEFAULT_TENANT, 'stopped', new Date())).toBe(
      pending,
    );
  });

  it('shares the work of an endpoint among its processes', async () => {
    receiver.route('POST /', { status: 200 });
    const endpoints = [anEndpoint({ name: 'shared', url: receiver.url })];
    service = await fixture.start(endpoints, { batchSize: 5 });
    const second = await fixture.start(endpoints, { batchSize: 5 });
    await fixture.publish(...Array.from({ length: 60 }, (_, n) => feedback(`shared-${n}`)));
    await eventually(async () => expect(await countsOf('shared')).toEqual({ ...nothing, delivered: 60 }));
    expect(new Set(idsOf(receiver.requests)).size).toBe(60);
    expect(receiver.requests).toHaveLength(60);
    await second.stop();
  });

  it('idles, ready, where nobody wants to be told', async () => {
    service = await fixture.start([]);
    expect(await fixture.telemetry.health('ready')).toMatchObject({ healthy: true });
    expect(await fixture.telemetry.health('live')).toMatchObject({ healthy: true });
    const [progress] = await fixture.bus.progress(['notifications'], [topics.reportsCompleted]);
    expect(progress?.committed).toBe(0n);
  });
});
