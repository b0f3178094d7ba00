import { afterEach, expect, it } from '@jest/globals';
import { topics, type ConversationCategorised, type Event, type Topic } from '@convoscope/contracts';
import { startService, type RunningService } from '@convoscope/service';
import type { ScoreDocument } from '@convoscope/store';
import {
  aConversation,
  anEvent,
  describeWithServer,
  eventually,
  seededRandom,
  serviceEnvironment,
} from '@convoscope/testing';
import { createAnomalyEngine, type AnomalyEngine } from '../src/anomaly-engine.ts';
import { engineOptionsOf } from '../src/anomaly.module.ts';
import { anomalyService } from '../src/anomaly.service.ts';

type Anomaly = RunningService<typeof anomalyService.settings>;

const DAY_MS = 86_400_000;
/** Some weeks ago, so that every day is over. */
const FIRST_DAY_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS - 40 * DAY_MS;

interface Shape {
  day: number;
  length?: number;
  sentiment?: number;
  isError?: boolean;
}

function categorised(
  conversationId: string,
  { day, length = 200, sentiment = 0.1, isError = false }: Shape,
): ConversationCategorised {
  const startedAt = new Date(FIRST_DAY_MS + day * DAY_MS + 10 * 3_600_000).toISOString();
  const message = { nWords: Math.round(length / 5), sentiment, isError: false };
  return {
    ...aConversation({ conversationId, startedAt, endedAt: startedAt, nMessages: 2 }),
    language: 'en',
    topic: { label: 'billing', confidence: 0.8, alternatives: [], evidence: [] },
    intent: { label: 'question', confidence: 0.7 },
    sentiment: { label: sentiment < -0.2 ? 'negative' : 'neutral', score: sentiment, confidence: 0.9 },
    quality: { score: 0.9, issues: [] },
    modelVersion: 'test/1',
    taxonomyVersion: 'test/1',
    messages: [
      { ...message, index: 0, role: 'user', nCharacters: length, latencySeconds: null },
      { ...message, index: 1, role: 'assistant', nCharacters: length * 2, latencySeconds: 4, isError },
    ],
  };
}

const toEvent = (data: ConversationCategorised): Event<ConversationCategorised> =>
  anEvent(topics.conversationsCategorised, data.conversationId, data);

/** Forty days with about ten ordinary conversations each. */
function ordinaryDays(): ConversationCategorised[] {
  const random = seededRandom(7);
  return Array.from({ length: 40 }, (_, day) =>
    Array.from({ length: 9 + Math.floor(random() * 3) }, (__, index) =>
      categorised(`c-${day}-${index}`, {
        day,
        length: 150 + Math.floor(random() * 100),
        sentiment: random() * 0.4 - 0.2,
      }),
    ),
  ).flat();
}

async function readTopic<T>({ runtime }: Anomaly, topic: Topic<T>): Promise<Event<T>[]> {
  const found: Event<T>[] = [];
  await runtime.bus.scan(topic, {
    onEvents: (events) => void found.push(...(events as unknown as Event<T>[])),
  });
  return found;
}

describeWithServer('mongod', 'the anomaly service', (mongod) => {
  let service: Anomaly;
  let nSuites = 0;
  const start = async (env: Record<string, string> = {}): Promise<Anomaly> => {
    service = await startService(anomalyService, {
      env: {
        ...serviceEnvironment(mongod),
        MONGODB_DATABASE: `${mongod.database}_${++nSuites}`,
        ...{ ANOMALY_METRICS_INTERVAL_MS: '1s', ANOMALY_QUIET_MS: '1s' },
        ...env,
      },
      http: false,
    });
    return service;
  };
  const score = async (conversations: readonly ConversationCategorised[]): Promise<void> => {
    const { bus, store, tenant } = service.runtime;
    const before = await store.scores.count(tenant);
    await bus.publish(topics.conversationsCategorised, conversations.map(toEvent));
    await eventually(
      async () => expect(await store.scores.count(tenant)).toBe(before + conversations.length),
      { timeoutMs: 60_000 },
    );
  };
  afterEach(() => service.stop());

  /** Scores of the conversations, once every one of them is settled. */
  const settled = async (count: number): Promise<Map<string, ScoreDocument>> => {
    const { store, tenant } = service.runtime;
    return eventually(
      async () => {
        const found = new Map<string, ScoreDocument>();
        for await (const row of store.scores.stream(tenant)) found.set(row.conversationId, row);
        expect(
          [...found.values()].filter(({ isSettled, isPublished }) => isSettled && isPublished),
        ).toHaveLength(count);
        return found;
      },
      { timeoutMs: 60_000 },
    );
  };

  it('settles every conversation, one unlike the others highest, in words, with usual ones like it', async () => {
    await start();
    const conversations = [
      ...ordinaryDays(),
      categorised('odd', { day: 39, length: 90_000, sentiment: -0.95 }),
    ];
    await score(conversations);
    const scores = await settled(conversations.length);
    const odd = scores.get('odd');
    expect(odd?.isAnomalous).toBe(true);
    expect(odd?.pass).toBe(1);
    expect(odd?.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
      odd?.anomalyScore ?? NaN,
      6,
    );
    expect(odd?.explanation).toContain('where');
    expect(odd?.similarConversationIds).toHaveLength(3);
    const others = [...scores.values()].filter(({ conversationId }) => conversationId !== 'odd');
    expect(Math.max(...others.map(({ anomalyScore }) => anomalyScore))).toBeLessThan(odd?.anomalyScore ?? 0);
    const share = others.filter(({ isAnomalous }) => isAnomalous).length / others.length;
    expect(share).toBeLessThanOrEqual(0.02);
    const findings = await readTopic(service, topics.anomaliesDetected);
    expect(findings.map(({ key }) => key)).toContain('conversation/odd');
  }, 120_000);

  it('gives a repeated event the score that stands, under the same id', async () => {
    await start();
    const conversations = ordinaryDays();
    await score(conversations);
    await settled(conversations.length);
    const { bus } = service.runtime;
    const eventsBefore = await readTopic(service, topics.conversationsScored);
    await bus.publish(topics.conversationsCategorised, conversations.slice(0, 50).map(toEvent));
    const scored = await eventually(
      async () => {
        const events = await readTopic(service, topics.conversationsScored);
        expect(events.length).toBeGreaterThanOrEqual(eventsBefore.length + 50);
        return events;
      },
      { timeoutMs: 60_000 },
    );
    const idsOf = (events: readonly { id: string }[]): string[] =>
      [...new Set(events.map(({ id }) => id))].sort();
    expect(idsOf(scored)).toEqual(idsOf(eventsBefore));
  }, 120_000);

  it('makes one incident of all that one cause moves, says so once, and withdraws it when it is refuted', async () => {
    await start();
    const spike = Array.from({ length: 60 }, (_, index) =>
      categorised(`spike-${index}`, { day: 30, isError: true }),
    );
    await score([...ordinaryDays(), ...spike]);
    const spikeDay = new Date(FIRST_DAY_MS + 30 * DAY_MS).toISOString().slice(0, 10);
    const begun = await eventually(
      async () => {
        const changes = await readTopic(service, topics.incidentsChanged);
        expect(changes.map(({ data }) => data.change)).toEqual(['begun']);
        return changes[0]?.data;
      },
      { timeoutMs: 60_000 },
    );
    expect(begun?.startedAt.slice(0, 10)).toBe(spikeDay);
    expect(new Set(begun?.findings.map(({ metric }) => metric))).toEqual(new Set(['volume', 'error-rate']));
    expect(begun?.nConversations).toBeGreaterThanOrEqual(60);
    const { bus, store, tenant } = service.runtime;
    const listed = () => store.anomalies.findPage(tenant, { kind: 'metric' }, { limit: 20 });
    expect((await listed()).items).toHaveLength(1);
    // A second look at the same data says nothing new.
    await bus.publish(topics.conversationsCategorised, spike.slice(0, 5).map(toEvent));
    await bus.publish(
      topics.conversationsDeleted,
      spike.map(({ conversationId, startedAt, source, sequence }) =>
        anEvent(topics.conversationsDeleted, conversationId, {
          ...{ conversationId, source, startedAt, sequence: sequence + 1, reason: 'gone-at-source' as const },
          deletedAt: new Date().toISOString(),
        }),
      ),
    );
    await eventually(
      async () => {
        const changes = await readTopic(service, topics.incidentsChanged);
        expect(changes.at(-1)?.data.change).toBe('withdrawn');
        expect((await listed()).items).toEqual([]);
      },
      { timeoutMs: 60_000 },
    );
    const findings = await readTopic(service, topics.anomaliesDetected);
    expect(findings.filter(({ data }) => data.kind === 'metric').at(-1)?.data.isWithdrawn).toBe(true);
  }, 150_000);

  it('previews what arrives by the reference that was stored before a restart', async () => {
    const { runtime } = await start({ ANOMALY_METRICS_INTERVAL_MS: '1h' });
    const options = { ...engineOptionsOf(runtime), quietMs: DAY_MS };
    const take = (engine: AnomalyEngine, conversations: readonly ConversationCategorised[]) =>
      engine.scoreConversations({ events: conversations.map(toEvent) } as never);
    const first = createAnomalyEngine(options);
    await take(first, ordinaryDays());
    await first.settle(true);
    const restarted = createAnomalyEngine(options);
    await restarted.settle();
    await take(restarted, [categorised('odd', { day: 39, length: 90_000, sentiment: -0.95 })]);
    const odd = await runtime.store.scores.findById(runtime.tenant, 'odd');
    expect(odd).toMatchObject({ isAnomalous: true, isSettled: false, pass: 0 });
  }, 120_000);

  it('says again after a crash what it had stored and not published, and withdraws what is said of a deleted conversation', async () => {
    const { runtime } = await start({ ANOMALY_METRICS_INTERVAL_MS: '1h' });
    const { store, tenant } = runtime;
    const options = { ...engineOptionsOf(runtime), quietMs: DAY_MS };
    const engine = createAnomalyEngine(options);
    const take = (one: AnomalyEngine, conversations: readonly ConversationCategorised[]) =>
      one.scoreConversations({ events: conversations.map(toEvent) } as never);
    const odd = categorised('odd', { day: 39, length: 90_000, sentiment: -0.95 });
    await take(engine, [...ordinaryDays(), odd]);
    await engine.settle(true);
    const said = async () => {
      const events = await readTopic(service, topics.anomaliesDetected);
      return events
        .filter(({ key }) => key === 'conversation/odd')
        .map(({ data: { isWithdrawn, pass } }) => [isWithdrawn, pass]);
    };
    expect((await said()).at(-1)).toEqual([false, 0]);

    const usual = {
      ...categorised('odd', { day: 39 }),
      sequence: odd.sequence + 1,
      revision: 'f'.repeat(32),
    };
    const crashing = createAnomalyEngine({
      ...options,
      bus: { publish: () => Promise.reject(new Error('the process is gone')) },
    });
    await crashing.settle();
    await expect(take(crashing, [usual])).rejects.toThrow('gone');
    expect((await said()).at(-1)).toEqual([false, 0]);
    await take(engine, [usual]);
    expect((await said()).at(-1)).toEqual([true, 1]);
    // An older revision that comes late changes nothing.
    await take(engine, [odd]);
    expect((await said()).at(-1)).toEqual([true, 1]);

    const back = { ...odd, sequence: odd.sequence + 2, revision: 'e'.repeat(32) };
    await take(engine, [back]);
    expect((await said()).at(-1)).toEqual([false, 2]);
    const { startedAt, source, sequence } = back;
    const deletion = {
      ...{ conversationId: 'odd', source, startedAt, sequence: sequence + 1 },
      ...{ reason: 'erased' as const, deletedAt: new Date().toISOString() },
    };
    const deleted = { events: [anEvent(topics.conversationsDeleted, 'odd', deletion)] } as never;
    await engine.forgetConversations(deleted);
    await engine.forgetConversations(deleted);
    expect((await said()).at(-1)).toEqual([true, 3]);
    const left = await store.anomalies.findById(tenant, 'conversation/odd');
    expect(left).toMatchObject({ isWithdrawn: true, contributions: [], exampleConversationIds: [] });
    expect(
      (await store.anomalies.findPage(tenant, { kind: 'conversation' }, { limit: 50 })).items,
    ).not.toContainEqual(expect.objectContaining({ anomalyId: 'conversation/odd' }));
  }, 120_000);

  it('settles the same and finds the same in ten random orders, with retries and looks in between', async () => {
    await start({ ANOMALY_METRICS_INTERVAL_MS: '1h' });
    const conversations = [
      ...ordinaryDays().filter(
        ({ startedAt }) => startedAt < new Date(FIRST_DAY_MS + 14 * DAY_MS).toISOString(),
      ),
      ...Array.from({ length: 40 }, (_, index) => categorised(`spike-${index}`, { day: 11, isError: true })),
      categorised('odd', { day: 6, length: 90_000, sentiment: -0.95 }),
    ];
    const inOrder = await settleInOrder(service, 'in-order', conversations);
    expect(inOrder.incidents).toHaveLength(1);
    expect(inOrder.unusual.length).toBeGreaterThan(0);
    for (let seed = 1; seed <= 10; seed++)
      expect(await settleInOrder(service, `order-${seed}`, conversations, seededRandom(seed))).toEqual(
        inOrder,
      );
  }, 240_000);
});

/** What stands once the conversations have come in a random order, in batches of random sizes, some of them twice. */
async function settleInOrder(
  { runtime }: Anomaly,
  tenant: string,
  conversations: readonly ConversationCategorised[],
  random?: () => number,
): Promise<{ unusual: unknown[]; scores: unknown[]; incidents: unknown[] }> {
  const engine = createAnomalyEngine({ ...engineOptionsOf(runtime), tenant, warmUp: 50 });
  const left = random
    ? conversations
        .map((one) => ({ one, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
    : [...conversations];
  while (left.length > 0) {
    const events = left
      .splice(0, 20 + Math.floor((random?.() ?? 0.5) * 100))
      .map((one) => ({ ...toEvent(one), tenant }));
    await engine.scoreConversations({ events } as never);
    if (random && random() < 0.3) await engine.scoreConversations({ events } as never);
    if (random && random() < 0.2) await engine.detectIncidents(true);
    if (random && random() < 0.2) await engine.settle(true);
  }
  await engine.detectIncidents(true);
  await engine.settle(true);
  const rows: ScoreDocument[] = [];
  for await (const row of runtime.store.scores.stream(tenant)) rows.push(row);
  const { items } = await runtime.store.incidents.findPage(tenant, {}, { limit: 50 });
  return {
    unusual: rows.filter(({ isAnomalous }) => isAnomalous).map(({ conversationId }) => conversationId),
    scores: rows.map(({ conversationId, anomalyScore, reference }) => [
      conversationId,
      anomalyScore,
      reference,
    ]),
    incidents: items.map(({ startedAt, endedAt, revision, story }) => ({
      startedAt,
      endedAt,
      revision,
      story,
    })),
  };
}
