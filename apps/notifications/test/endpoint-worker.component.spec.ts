import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TransientError } from '@convoscope/contracts';
import type { Store, WebhookDeliveryDocument } from '@convoscope/store';
import { connectStore } from '@convoscope/store';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, ManualClock } from '@convoscope/testing';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Attempt, Channel } from '../src/delivery/channel.port.ts';
import { EndpointRegistry } from '../src/delivery/endpoint-registry.ts';
import { EndpointWorker } from '../src/delivery/endpoint-worker.ts';
import { registerOnce } from '../src/delivery/register-once.ts';
import { watchDeliveries } from '../src/delivery/watch-deliveries.ts';
import { createNotificationsEvents } from '../src/notifications.events.ts';

const TENANT = 'default';
const SCHEDULE_MS = [5_000, 300_000, 1_800_000];
const MOST_ATTEMPTS = SCHEDULE_MS.length + 1;
const TIMEOUT_MS = 15_000;
const CLAIM_MS = 2 * TIMEOUT_MS + 5_000;

/** How a receiver may answer one post. `lost-answer`: it got it, and our process died before it had noted it. */
type Answer = 'ok' | 'error' | 'later' | 'gone' | 'lost-answer' | 'not-tried';

const RETRY_AFTER_MS = 7_200_000;

const toAttempt: Record<Exclude<Answer, 'lost-answer'>, Attempt> = {
  ok: { kind: 'arrived' },
  error: { kind: 'refused', reason: 'answered 500', error: 'answered 500' },
  later: { kind: 'refused', reason: 'answered 503', error: 'answered 503', retryAfterMs: RETRY_AFTER_MS },
  gone: { kind: 'gone', reason: 'answered 410', error: 'answered 410' },
  'not-tried': { kind: 'not-tried', afterMs: 30_000 },
};

/** A post as the receiver saw it. */
interface Post {
  readonly atMs: number;
  readonly answer: Answer;
}

describeWithServer('mongod', 'the worker of an endpoint', ({ databaseUri, database }) => {
  let telemetry: Telemetry;
  let store: Store;
  beforeAll(async () => {
    telemetry = createTelemetry({ service: 'worker-test', logLevel: 'silent' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
  }, 60_000);
  afterAll(async () => {
    await store?.close();
    await telemetry?.close();
  });

  const aDelivery = (endpoint: string, eventId: string, clock: ManualClock): WebhookDeliveryDocument => ({
    ...{ tenant: TENANT, endpoint, eventId, topic: 'feedback.given.v1', key: eventId, body: '{}' },
    ...{ status: 'pending', attempts: 0, nextAttemptAt: clock.date(), claim: null },
    ...{ publishedAt: clock.date(), createdAt: clock.date() },
    ...{ deliveredAt: null, lastFailedAt: null, lastError: null, expireAt: null },
  });

  function openWorker(channel: Channel, clock: ManualClock) {
    const endpoint = `e-${randomUUID()}`;
    const registry = new EndpointRegistry(store.snapshots);
    const url = 'https://receiver.example/in';
    const known = registerOnce(registry, [{ tenant: TENANT, name: endpoint, url, topics: [] }], 0);
    const worker = new EndpointWorker({
      ...{ tenant: TENANT, endpoint, channel, registry, clock, deliveries: store.webhookDeliveries },
      ...{ events: createNotificationsEvents(telemetry), registered: () => known(TENANT) },
      ...{ retries: { scheduleMs: SCHEDULE_MS, random: () => 0.5 }, timeoutMs: TIMEOUT_MS },
      ...{
        concurrency: 2,
        batchSize: 10,
        pollIntervalMs: 1_000,
        keepDeliveredMs: 3_600_000,
        keepFailedMs: 7_200_000,
      },
    });
    const add = (...ids: string[]) =>
      store.webhookDeliveries.addMany(
        TENANT,
        ids.map((id) => aDelivery(endpoint, id, clock)),
      );
    const counts = () =>
      store.webhookDeliveries.countByStatus(TENANT, endpoint, ['pending', 'delivered', 'failed', 'disabled']);
    return { endpoint, worker, registry, add, counts };
  }

  const channelOf = (send: Channel['send']): Channel => ({ nAllowed: Infinity, send });

  /** Plays the answers, each delivery its own, until nothing is pending any more; a receiver without further answers says ok. */
  async function play(scripts: readonly (readonly Answer[])[]) {
    // Of today: MongoDB's own sweep takes what has expired by the real clock.
    const clock = new ManualClock(Date.now());
    const left = scripts.map((answers) => [...answers]);
    const posts: Post[][] = scripts.map(() => []);
    const channel = channelOf(({ eventId }) => {
      const n = Number(eventId);
      const answer = left[n]?.shift() ?? 'ok';
      if (answer !== 'not-tried') posts[n]?.push({ atMs: clock.now(), answer });
      return answer === 'lost-answer'
        ? Promise.reject(new TransientError('died', { code: 'TEST_DIED' }))
        : Promise.resolve(toAttempt[answer]);
    });
    const { endpoint, worker, registry, add, counts } = openWorker(channel, clock);
    await add(...scripts.map((_, n) => String(n)));
    for (let round = 0; round < 400; round++) {
      const hasMore = await worker.round().catch(() => true);
      const { pending = 0, disabled = 0 } = await counts();
      if (disabled > 0) await registry.enable(TENANT, endpoint);
      if (pending + disabled === 0) return { posts, counts: await counts() };
      if (!hasMore) await clock.advance(disabled > 0 ? 1_000 : 15_000 * (1 + round));
    }
    throw new Error(`not at rest: ${JSON.stringify(await counts())}`);
  }

  const answers = fc.array(
    fc.constantFrom<Answer>('ok', 'error', 'error', 'later', 'gone', 'lost-answer', 'not-tried'),
    { maxLength: 7 },
  );

  it('brings every delivery to an end by the schedule, whatever its receiver answers, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 4 }), async (scripts) => {
        const { posts, counts } = await play(scripts);
        expect((counts.delivered ?? 0) + (counts.failed ?? 0)).toBe(scripts.length);
        const nDelivered = posts.filter((own) => own.at(-1)?.answer === 'ok').length;
        expect(counts.delivered).toBe(nDelivered);
        const goneAtMs = posts.flat().flatMap(({ atMs, answer }) => (answer === 'gone' ? [atMs] : []));
        for (const own of posts) {
          expect(own.filter(({ answer }) => answer === 'ok').length).toBeLessThanOrEqual(1);
          checkPauses(own, goneAtMs);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  /**
   * Failures count as attempts, but a 410 ends nothing, and what waits for its endpoint is due when that is enabled again. A post whose answer
   * was lost is made again when the claim has run out.
   */
  function checkPauses(own: readonly Post[], goneAtMs: readonly number[]): void {
    let [nFailed, nCounted] = [0, 0];
    for (const [n, { atMs, answer }] of own.entries()) {
      const nextAtMs = own[n + 1]?.atMs ?? Infinity;
      const isFailure = answer === 'error' || answer === 'later' || answer === 'gone';
      if (isFailure) nFailed += 1;
      // One that was under way while another was answered 410 has lost its claim: it may count or not.
      if (isFailure && (answer === 'gone' || !goneAtMs.includes(atMs))) nCounted += 1;
      if (nextAtMs === Infinity && answer !== 'ok') expect(nFailed).toBeGreaterThanOrEqual(MOST_ATTEMPTS);
      if (goneAtMs.some((goneMs) => goneMs >= atMs && goneMs <= nextAtMs)) continue;
      const leastMs = Math.min(leastPauseMs(answer, nCounted), leastPauseMs(answer, nFailed));
      expect(nextAtMs - atMs).toBeGreaterThanOrEqual(leastMs);
    }
  }

  function leastPauseMs(answer: Answer, nFailed: number): number {
    if (answer === 'lost-answer') return CLAIM_MS;
    if (answer === 'ok' || nFailed >= MOST_ATTEMPTS) return Infinity;
    return Math.max(SCHEDULE_MS[nFailed - 1] ?? 0, answer === 'later' ? RETRY_AFTER_MS : 0);
  }

  it('gives a delivery up after as many attempts as the schedule has, and not before', async () => {
    const { posts, counts } = await play([Array<Answer>(9).fill('error'), []]);
    expect(counts).toMatchObject({ delivered: 1, failed: 1, pending: 0 });
    expect(posts[0]).toHaveLength(MOST_ATTEMPTS);
  });

  it('claims nothing while the receiver is taken for down, and one to find out', async () => {
    const clock = new ManualClock(Date.now());
    let nAllowed = 0;
    let nPosts = 0;
    const channel: Channel = {
      get nAllowed() {
        return nAllowed;
      },
      send: () => Promise.resolve({ kind: 'arrived' } as const).finally(() => (nPosts += 1)),
    };
    const { worker, add, counts } = openWorker(channel, clock);
    await add('a', 'b', 'c');
    expect(await worker.round()).toBe(false);
    nAllowed = 1;
    expect(await worker.round()).toBe(true);
    expect([nPosts, await counts()]).toMatchObject([1, { pending: 2, delivered: 1 }]);
  });

  it('that stops gives posts that get no answer up in the end, and they are due again without an attempt', async () => {
    const clock = new ManualClock(Date.now());
    const channel = channelOf(
      (_, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve({ kind: 'not-tried', afterMs: 0 })),
        ),
    );
    const { worker, add, endpoint } = openWorker(channel, clock);
    await add('a', 'b', 'c');
    worker.start();
    const dueNow = () => store.webhookDeliveries.countDue(TENANT, endpoint, clock.date());
    while ((await dueNow()) > 0) await clock.advance(0);
    const stopping = worker.stop();
    await clock.advance(15_000);
    await stopping;
    expect(await dueNow()).toBe(3);
    const claim = { at: clock.date(), until: clock.date(), limit: 9, claim: 'test' };
    const again = await store.webhookDeliveries.claimDue({ tenant: TENANT, endpoint, ...claim });
    expect(again.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  });

  it('that hangs although something is due fails liveness; one that is merely busy does not', async () => {
    const clock = new ManualClock(Date.now());
    const answerOf: { now: () => Promise<Attempt> } = { now: () => new Promise(() => undefined) };
    const { worker, add, endpoint } = openWorker(
      channelOf(() => answerOf.now()),
      clock,
    );
    const health = createTelemetry({ service: 'health-test', logLevel: 'silent', processMetrics: false });
    const look = watchDeliveries({
      ...{ workers: [worker], deliveries: store.webhookDeliveries, clock, telemetry: health },
      ...{ events: createNotificationsEvents(telemetry), intervalMs: 5_000, stallAfterMs: 60_000 },
    });
    const isAlive = async (): Promise<boolean> => (await health.health('live')).healthy;
    await add(...Array.from({ length: 12 }, (_, n) => String(n)));
    void worker.round().catch(() => undefined);
    const lookFor = async (ms: number): Promise<void> => {
      for (let passedMs = 0; passedMs < ms; passedMs += 5_000) {
        await look();
        await clock.advance(5_000);
      }
      await look();
    };
    await lookFor(55_000);
    expect(await isAlive()).toBe(true);
    await lookFor(20_000);
    expect((await health.health('live')).checks['deliveries']).toEqual({
      healthy: false,
      details: { stalled: [endpoint] },
    });
    answerOf.now = () => Promise.resolve({ kind: 'arrived' });
    await worker.round();
    await look();
    expect(await isAlive()).toBe(true);
    await health.close();
  });

  it('measures what waits, and for how long', async () => {
    const clock = new ManualClock(Date.now());
    const { worker, add, endpoint } = openWorker(
      channelOf(() => Promise.resolve(toAttempt.error)),
      clock,
    );
    const look = watchDeliveries({
      ...{ workers: [worker], deliveries: store.webhookDeliveries, clock, telemetry },
      ...{ events: createNotificationsEvents(telemetry), intervalMs: 5_000, stallAfterMs: 60_000 },
    });
    await add('a', 'b');
    await clock.advance(42_000);
    await look();
    const text = await telemetry.registry.metrics();
    expect(text).toMatch(new RegExp(`oldest_pending_seconds\\{[^}]*endpoint="${endpoint}"[^}]*\\} 42`));
    expect(text).toMatch(new RegExp(`waiting\\{[^}]*endpoint="${endpoint}",status="pending"[^}]*\\} 2`));
  });
});
