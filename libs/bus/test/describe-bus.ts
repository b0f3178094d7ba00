import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  PermanentError,
  topics,
  TransientError,
  type Event,
  type FeedbackGiven,
} from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_TOPIC_PREFIX,
  ok,
  deadLetter,
  deadLetterId,
  drop,
  redirect,
  type Bus,
  type EventBatch,
  type Outcome,
  type ReceivedEvent,
} from '../src/index.ts';
import type { BusOptions } from '../src/bus-options.ts';
import type { BusDriver, RawRecord } from '../src/driver/bus-driver.ts';
import { encodeRecord } from '../src/envelope/cloud-events-codec.ts';
import { feedback } from './sample-events.ts';

/** One process' view of the log under test. */
export interface BusClient {
  bus: Bus;
  driver: BusDriver;
  /** Ends it like a killed process; undefined where that takes a real process. */
  crash?: () => void;
}

export interface BusHarness {
  /** Of the topics and groups; `convoscope.` when undefined. */
  topicPrefix?: string;
  /** A client of the log that this test has for itself. */
  connect(options: BusOptions): BusClient;
  close(): Promise<void>;
}

const topic = topics.feedbackGiven;
const TEST_TIMEOUT_MS = 60_000;
const all = (batch: EventBatch): Outcome[] => batch.events.map(() => ok(undefined));
const keysOf = (batch: EventBatch): string[] => batch.events.map(({ key }) => key);
const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index);
const within = <T>(assertion: () => T | Promise<T>): Promise<T> =>
  eventually(assertion, { timeoutMs: 30_000 });

/** What every driver must do. Each test has a log of its own. */
export function describeBus(name: string, createHarness: () => Promise<BusHarness>, canCrash = true): void {
  describe(`the bus on ${name}`, () => {
    let harness: BusHarness;
    let telemetry: Telemetry;
    let objects: ObjectStore;
    let dir: string;
    let clients: BusClient[];

    const connect = (more: Partial<BusOptions> = {}): BusClient => {
      const client = harness.connect({
        telemetry,
        service: 'test',
        backoff: { baseMs: 20, maxMs: 50 },
        objects,
        ...more,
      });
      clients.push(client);
      return client;
    };
    const counterValue = async (metric: string, labels: Record<string, string>): Promise<number> => {
      const found = await telemetry.registry.getSingleMetric(`convoscope_${metric}`)?.get();
      const matches = found?.values.filter((value) =>
        Object.entries(labels).every(([key, label]) => value.labels[key] === label),
      );
      return matches?.reduce((sum, { value }) => sum + value, 0) ?? 0;
    };
    const appendRaw = ({ driver }: BusClient, records: RawRecord[]): Promise<void> =>
      driver.produce([{ topic: (harness.topicPrefix ?? DEFAULT_TOPIC_PREFIX) + topic.name, records }]);

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'bus-'));
      objects = createFilesystemObjectStore({ dir });
      telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
      harness = await createHarness();
      clients = [];
      await connect().bus.ensureTopics([topic, topics.reportsRequested]);
    }, TEST_TIMEOUT_MS);

    afterEach(async () => {
      for (const client of clients) await client.bus.close();
      await harness.close();
      await telemetry.close();
      await rm(dir, { recursive: true, force: true });
    }, TEST_TIMEOUT_MS);

    const test = (title: string, body: () => Promise<void>): void => it(title, body, TEST_TIMEOUT_MS);

    test('delivers every event once, whole, and in the order of its key', async () => {
      const { bus } = connect();
      const published = range(300).map((n) => ({
        ...feedback(`k${n % 7}`, `v${n}`),
        tenant: n % 2 ? 'acme' : 'default',
      }));
      await bus.publish(topic, published);
      const seen: ReceivedEvent[] = [];
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => (seen.push(...batch.events), Promise.resolve(all(batch))),
      });
      await within(() => expect(seen).toHaveLength(300));
      const strip = ({
        position: _position,
        appendedAtMs: _at,
        traceparent: _trace,
        ...event
      }: ReceivedEvent): Event => event;
      for (const key of range(7).map((n) => `k${n}`))
        expect(seen.filter((event) => event.key === key).map(strip)).toEqual(
          published.filter((event) => event.key === key),
        );
      await within(async () =>
        expect((await bus.progress(['a'], [topic])).every(({ lag }) => lag === 0)).toBe(true),
      );
    });

    test('carries trace context and tenant in headers', async () => {
      const { bus } = connect();
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await bus.publish(topic, [{ ...feedback('given'), traceparent, tenant: 'acme' }, feedback('made')]);
      const events: ReceivedEvent[] = [];
      await bus.scan(topic, { onEvents: (found) => void events.push(...found) });
      expect(events.find(({ key }) => key === 'given')).toMatchObject({ traceparent, tenant: 'acme' });
      expect(events.find(({ key }) => key === 'made')?.traceparent).toMatch(
        /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/,
      );
    });

    test('gives every group all events, and a new member of a group goes on where the last one stopped', async () => {
      const { bus } = connect();
      const seen: Record<string, string[]> = { a: [], b: [] };
      const listen = (group: string) =>
        bus.subscribe({
          group,
          topics: [topic],
          handler: (batch) => (seen[group]?.push(...keysOf(batch)), Promise.resolve(all(batch))),
        });
      const [first] = [await listen('a'), await listen('b')];
      await bus.publish(
        topic,
        range(20).map((n) => feedback(`k${n}`)),
      );
      await within(() => expect([seen['a']?.length, seen['b']?.length]).toEqual([20, 20]));
      await first.stop();
      await bus.publish(topic, [feedback('later')]);
      await listen('a');
      await within(() => expect(seen['a']).toHaveLength(21));
      expect(seen['a']?.at(-1)).toBe('later');
    });

    test('retries a batch in place until what was down is up again, and loses nothing', async () => {
      const { bus } = connect();
      let isDown = true;
      let nTries = 0;
      const seen: string[] = [];
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => {
          nTries += 1;
          if (isDown) return Promise.reject(new TransientError('down', { code: 'TEST_DOWN' }));
          seen.push(...keysOf(batch));
          return Promise.resolve(all(batch));
        },
      });
      await bus.publish(
        topic,
        range(10).map((n) => feedback('same', `v${n}`)),
      );
      await within(() => expect(nTries).toBeGreaterThan(3));
      expect((await bus.progress(['a'], [topic])).reduce((sum, { lag }) => sum + lag, 0)).toBe(10);
      isDown = false;
      await within(() => expect(seen).toHaveLength(10));
      expect(await bus.listDeadLetters(topic)).toEqual([]);
      expect(await counterValue('bus_batch_retries_total', { group: 'a' })).toBeGreaterThanOrEqual(3);
    });

    test('finds the poisonous event, parks it with its history, and lets the good ones flow in order', async () => {
      const { bus } = connect();
      const seen: string[] = [];
      const poison = new Set(['v3', 'v8']);
      await bus.publish(
        topic,
        range(12).map((n) => feedback('same', `v${n}`)),
      );
      await bus.subscribe<FeedbackGiven>({
        group: 'a',
        topics: [topic],
        handler: (batch) => {
          if (batch.events.some(({ data }) => poison.has(data.value)))
            throw new PermanentError('cannot read this', { code: 'TEST_POISON' });
          seen.push(...batch.events.map(({ data }) => data.value));
          return Promise.resolve(all(batch));
        },
      });
      await within(() =>
        expect(seen).toEqual(
          range(12)
            .map((n) => `v${n}`)
            .filter((value) => !poison.has(value)),
        ),
      );
      const letters = await within(async () => {
        const found = await bus.listDeadLetters(topic);
        expect(found).toHaveLength(2);
        return found;
      });
      expect(letters[0]).toMatchObject({
        key: 'same',
        reason: 'TEST_POISON',
        error: 'PermanentError: cannot read this',
        attempts: 1,
        group: 'a',
        originalTopic: topic.name,
      });
      expect(letters[0]?.stackDigest).toMatch(/^[0-9a-f]{16}$/);
      expect(JSON.parse(letters[0]?.value?.toString() ?? '')).toEqual(feedback('same', 'v3').data);
      expect(letters[0]?.headers['ce_id']).toBe(feedback('same', 'v3').id);
      expect(letters[0]?.traceparent).toMatch(/^00-/);
    });

    test('replays dead letters; replaying twice gives the same events again, with the same ids', async () => {
      const { bus } = connect();
      const seen: ReceivedEvent[] = [];
      let isBroken = true;
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => {
          if (isBroken)
            return Promise.resolve(batch.events.map(() => deadLetter('not-yet', new Error('later'))));
          seen.push(...batch.events);
          return Promise.resolve(all(batch));
        },
      });
      await bus.publish(topic, [feedback('a'), feedback('b')]);
      const letters = await within(async () => {
        const found = await bus.listDeadLetters(topic);
        expect(found).toHaveLength(2);
        return found;
      });
      isBroken = false;
      const chosen = letters.filter(({ key }) => key === 'a').map(deadLetterId);
      expect(await bus.replayDeadLetters(topic, chosen)).toBe(1);
      expect(await bus.replayDeadLetters(topic, 'all')).toBe(2);
      await within(() => expect(seen).toHaveLength(3));
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([feedback('a').id, feedback('b').id]));
      expect(Object.keys(letters[0]?.headers ?? {}).filter((header) => header.startsWith('dlq_'))).toEqual(
        [],
      );
    });

    test('parks records that are no events, with their bytes, and drops tombstones with a count', async () => {
      const client = connect();
      const good = (key: string): RawRecord =>
        encodeRecord(feedback(key), Buffer.from(JSON.stringify(feedback(key).data)));
      const same = Buffer.from('same');
      await appendRaw(client, [
        { ...good('x'), key: same, value: Buffer.from('{"cut') },
        { ...good('x'), key: same, value: Buffer.alloc(0) },
        { ...good('x'), key: same, value: Buffer.from([0xff, 0xfe]) },
        { key: same, value: Buffer.from('{}'), headers: {} },
        { ...good('x'), key: same, value: Buffer.from('{"feedbackId":1}') },
        { ...good('x'), key: same, value: null },
        { ...good('x'), key: same },
      ]);
      const seen: string[] = [];
      await client.bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
      });
      await within(() => expect(seen).toEqual(['same']));
      const letters = await within(async () => {
        const found = await client.bus.listDeadLetters(topic);
        expect(found).toHaveLength(5);
        return found;
      });
      expect(letters.map(({ reason }) => reason)).toEqual([
        'not-json',
        'empty',
        'not-json',
        'missing-headers',
        'schema',
      ]);
      expect(letters[2]?.value).toEqual(Buffer.from([0xff, 0xfe]));
      expect(letters[0]?.value?.toString()).toBe('{"cut');
      expect(await counterValue('bus_events_dropped_total', { reason: 'tombstone' })).toBe(1);
      expect(await client.bus.scan(topic, { onEvents: () => undefined })).toEqual({
        nEvents: 1,
        nUndecodable: 6,
      });
    });

    test('counts what is dropped and sends redirected events on unchanged', async () => {
      const { bus } = connect();
      const redirected: ReceivedEvent[] = [];
      const other = { ...topic, name: topics.reportsRequested.name };
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) =>
          Promise.resolve(
            batch.events.map(({ key }) =>
              key === 'go' ? redirect(other.name, 'elsewhere') : drop('unwanted'),
            ),
          ),
      });
      await bus.subscribe({
        group: 'b',
        topics: [other],
        handler: (batch) => (redirected.push(...batch.events), Promise.resolve(all(batch))),
      });
      await bus.publish(topic, [feedback('go'), feedback('stay')]);
      await within(() => expect(redirected).toHaveLength(1));
      expect(redirected[0]).toMatchObject({ id: feedback('go').id, data: feedback('go').data });
      await within(async () =>
        expect(await counterValue('bus_events_dropped_total', { reason: 'unwanted' })).toBe(1),
      );
    });

    test('takes a large body through the object store, and parks the event when the body is gone', async () => {
      const { bus } = connect();
      const big = feedback('big', 'x'.repeat(1_500_000));
      await bus.publish(topic, [big, feedback('small')]);
      await bus.publish(topic, [big]);
      const seen: ReceivedEvent<FeedbackGiven>[] = [];
      await bus.scan(topic, {
        onEvents: (events) => void seen.push(...(events as ReceivedEvent<FeedbackGiven>[])),
      });
      expect(seen.map(({ data }) => data.value.length).sort((a, b) => a - b)).toEqual([
        7, 1_500_000, 1_500_000,
      ]);
      const keys: string[] = [];
      for await (const { key } of objects.list('claim-checks/')) keys.push(key);
      expect(keys).toHaveLength(1);
      for (const key of keys) await objects.delete(key);
      await bus.subscribe({ group: 'a', topics: [topic], handler: (batch) => Promise.resolve(all(batch)) });
      await within(async () =>
        expect((await bus.listDeadLetters(topic)).map(({ reason }) => reason)).toEqual([
          'claim-missing',
          'claim-missing',
        ]),
      );
    });

    test('shares partitions between two members and lets the rest take over when one stops, without repeats', async () => {
      const [one, two] = [connect(), connect()];
      const seen: string[][] = [[], []];
      const listen = (client: BusClient, index: number) =>
        client.bus.subscribe({
          group: 'a',
          topics: [topic],
          handler: (batch) => (seen[index]?.push(...keysOf(batch)), Promise.resolve(all(batch))),
        });
      await listen(one, 0);
      const second = await listen(two, 1);
      let sent = 0;
      const publish = (): Promise<void> =>
        one.bus.publish(
          topic,
          range(40).map(() => feedback(`k${sent++}`)),
        );
      await within(async () => {
        await publish();
        expect(seen[0]?.length).toBeGreaterThan(0);
        expect(seen[1]?.length).toBeGreaterThan(0);
      });
      await publish();
      await second.stop();
      await publish();
      await within(() => expect(new Set(seen.flat()).size).toBe(sent));
      expect(seen.flat()).toHaveLength(sent);
    });

    test('finishes and commits the batch in hand when it is stopped', async () => {
      const { bus } = connect();
      let enter = (): void => undefined;
      const entered = new Promise<void>((resolve) => (enter = resolve));
      let isDone = false;
      const subscription = await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: async (batch) => {
          enter();
          await new Promise((resolve) => setTimeout(resolve, 300));
          isDone = true;
          return all(batch);
        },
      });
      await bus.publish(topic, [feedback('one')]);
      await entered;
      await subscription.stop();
      expect(isDone).toBe(true);
      expect((await bus.progress(['a'], [topic])).reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
    });

    test('stops at a bug of ours: unhealthy, nothing committed, nothing parked, delivered again to the next version', async () => {
      const { bus } = connect();
      await bus.publish(topic, [feedback('one')]);
      const failing = await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: () => Promise.reject(new TypeError('undefined is not a function')),
      });
      await within(async () => {
        const { healthy, checks } = await telemetry.health('live');
        expect(healthy).toBe(false);
        expect(JSON.stringify(checks)).toContain('undefined is not a function');
      });
      await failing.stop();
      expect(await bus.listDeadLetters(topic)).toEqual([]);
      const seen: string[] = [];
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
      });
      await within(() => expect(seen).toEqual(['one']));
    });

    test('hands out small batches when asked to, and refuses to publish what does not match its schema', async () => {
      const { bus } = connect();
      const sizes: number[] = [];
      await expect(
        bus.publish(topic, [{ ...feedback('x'), data: { feedbackId: 7 } as unknown as FeedbackGiven }]),
      ).rejects.toThrow('cannot publish');
      await bus.publish(
        topic,
        range(25).map((n) => feedback('same', `v${n}`)),
      );
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        maxBatchSize: 10,
        handler: (batch) => (sizes.push(batch.events.length), Promise.resolve(all(batch))),
      });
      await within(() => expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(25));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
    });

    test('publishes more at once than fits into one request, from several callers', async () => {
      const { bus } = connect();
      const publish = (caller: number): Promise<void> =>
        bus.publish(
          topic,
          range(40).map((n) => feedback(`${caller}-${n}`, 'x'.repeat(60_000))),
        );
      await Promise.all(range(3).map(publish));
      const keys: string[] = [];
      await bus.scan(topic, { onEvents: (events) => void keys.push(...events.map(({ key }) => key)) });
      expect(new Set(keys).size).toBe(120);
    });

    test('names the topics whose number of partitions does not fit', async () => {
      const { bus } = connect({ topics: { partitions: 64 } });
      await expect(bus.ensureTopics([topic])).rejects.toThrow('64 are configured');
    });

    if (!canCrash) return;

    test('delivers again what a killed member had in hand', async () => {
      const victim = connect();
      const { bus } = connect();
      const started: string[] = [];
      await victim.bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: async (batch) => {
          started.push(...keysOf(batch));
          await new Promise((resolve) => setTimeout(resolve, 200));
          return all(batch);
        },
      });
      await bus.publish(
        topic,
        range(30).map((n) => feedback(`k${n}`)),
      );
      await within(() => expect(started.length).toBeGreaterThan(0));
      victim.crash?.();
      const seen: string[] = [];
      await bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
      });
      await within(() => expect(new Set(seen)).toEqual(new Set(range(30).map((n) => `k${n}`))));
    });
  });
}
