import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually } from '@convoscope/testing';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createBus } from '../src/create-bus.ts';
import { createKafkaBus, ok, type Bus } from '../src/index.ts';
import { createKafkaClient } from '../src/kafka/kafka-client.ts';
import { createKafkaDriver } from '../src/kafka/kafka-driver.ts';
import { describeBus } from './describe-bus.ts';
import { feedback } from './sample-events.ts';

describeWithServer('kafka', 'with a real broker', ({ brokers, topicPrefix }) => {
  describeBus(
    'kafka',
    () => {
      const ownPrefix = `${topicPrefix}${randomBytes(4).toString('hex')}.`;
      return Promise.resolve({
        topicPrefix: ownPrefix,
        connect(options) {
          const client = createKafkaClient({ brokers, clientId: 'bus-test' }, options.telemetry.logger);
          const driver = createKafkaDriver(
            client,
            { maxWaitTimeInMs: 100 },
            { logger: options.telemetry.logger, clock: options.clock ?? systemClock },
          );
          return { bus: createBus(driver, { ...options, topicPrefix: ownPrefix }, 4), driver };
        },
        close: () => Promise.resolve(),
      });
    },
    false,
  );
});

describeWithServer('kafka', 'a consumer process that is killed', ({ brokers, topicPrefix }) => {
  const topic = topics.feedbackGiven;
  let telemetry: Telemetry;
  let bus: Bus;

  beforeAll(async () => {
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    bus = createKafkaBus({
      brokers,
      clientId: 'test',
      topicPrefix,
      telemetry,
      service: 'test',
      sessionTimeoutMs: 10_000,
    });
    await bus.ensureTopics([topic]);
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await telemetry.close();
  }, 60_000);

  it('leaves nothing undone: what it had in hand comes to the one that takes over', async () => {
    const keys = Array.from({ length: 2_000 }, (_, n) => `k${n}`);
    await bus.publish(
      topic,
      keys.map((key) => feedback(key)),
    );
    const victim = spawn(process.execPath, [
      '--conditions=source',
      join(import.meta.dirname, 'kafka-victim.ts'),
      brokers.join(','),
      topicPrefix,
    ]);
    const processed = new Set<string>();
    victim.stdout.on('data', (chunk: Buffer) => {
      for (const key of chunk.toString().split('\n')) if (key !== '') processed.add(key);
    });
    try {
      await eventually(() => expect(processed.size).toBeGreaterThan(100), { timeoutMs: 40_000 });
    } finally {
      victim.kill('SIGKILL');
    }
    await once(victim, 'close');
    expect(processed.size).toBeLessThan(keys.length);
    const again: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: ({ events }) => {
        again.push(...events.map(({ key }) => key));
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    await eventually(() => expect(new Set([...processed, ...again]).size).toBe(keys.length), {
      timeoutMs: 60_000,
    });
    await eventually(async () =>
      expect((await bus.progress(['a'], [topic])).every(({ lag }) => lag === 0)).toBe(true),
    );
    expect(new Set(again).size).toBe(again.length);
  }, 120_000);
});

describeWithServer('kafka', 'a topic that is given partitions', ({ brokers, topicPrefix: prefix }) => {
  const topic = topics.feedbackGiven;
  const topicPrefix = `${prefix}grown.`;
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  const options = { brokers, clientId: 'test', topicPrefix, telemetry, service: 'test' };
  const open = (): Bus => createKafkaBus({ ...options, topics: { partitions: 1, replicationFactor: 1 } });
  const admin = createKafkaClient({ brokers, clientId: 'test' }, telemetry.logger).admin();
  const buses = [open(), open()] as const;

  beforeAll(async () => {
    await admin.connect();
    await buses[0].ensureTopics([topic]);
  }, 60_000);
  afterAll(async () => {
    for (const bus of buses) await bus.close();
    await admin.disconnect();
    await telemetry.close();
  }, 60_000);

  it('is read whole by consumers that run: the added ones went unread for five minutes', async () => {
    const [reader, writer] = buses;
    const seen = new Set<string>();
    await reader.subscribe({
      ...{ group: 'grown', topics: [topic] },
      handler: ({ events }) => {
        for (const { key } of events) seen.add(key);
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    await reader.publish(topic, [feedback('before')]);
    await eventually(() => expect(seen.size).toBe(1), { timeoutMs: 30_000 });
    const name = `${topicPrefix}${topic.name}`;
    await admin.createPartitions({ topicPartitions: [{ topic: name, count: 4 }] });
    const keys = Array.from({ length: 40 }, (_, n) => `k${n}`);
    await writer.publish(
      topic,
      keys.map((key) => feedback(key)),
    );
    await eventually(() => expect([...seen]).toEqual(expect.arrayContaining(keys)), { timeoutMs: 90_000 });
  }, 150_000);
});

describeWithServer('kafka', 'a consumer whose clock is set back', ({ brokers, topicPrefix: prefix }) => {
  const topic = topics.feedbackGiven;
  const topicPrefix = `${prefix}clock.`;
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  const options = { brokers, clientId: 'test', topicPrefix, telemetry, service: 'test' };
  const bus = createKafkaBus({ ...options, sessionTimeoutMs: 6_000 });
  const admin = createKafkaClient({ brokers, clientId: 'test' }, telemetry.logger).admin();

  beforeAll(async () => {
    await admin.connect();
    await bus.ensureTopics([topic]);
  }, 60_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await bus.close();
    await admin.disconnect();
    await telemetry.close();
  }, 60_000);

  it('stays a member of its group: it sent no heartbeats until that time had come again, and was thrown out when idle', async () => {
    const seen = new Set<string>();
    await bus.subscribe({
      ...{ group: 'clock', topics: [topic] },
      handler: ({ events }) => {
        for (const { key } of events) seen.add(key);
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    const memberId = async (): Promise<string | undefined> =>
      (await admin.describeGroups([`${topicPrefix}clock`])).groups[0]?.members[0]?.memberId;
    await bus.publish(topic, [feedback('before')]);
    await eventually(() => expect(seen.size).toBe(1), { timeoutMs: 30_000 });

    const startedAtMs = Date.now() - performance.now();
    jest.spyOn(Date, 'now').mockImplementation(() => Math.round(startedAtMs + performance.now()) - 300_000);
    await systemClock.sleep(3_000);
    const member = await memberId();
    // Nothing is committed meanwhile: a commit would count as a heartbeat.
    await systemClock.sleep(10_000);
    expect(member).toEqual(expect.any(String));
    expect(await memberId()).toBe(member);
    await bus.publish(topic, [feedback('after')]);
    await eventually(() => expect(seen.size).toBe(2), { timeoutMs: 10_000 });
  }, 90_000);
});

describeWithServer('kafka', 'a consumer that retention overtakes', ({ brokers, topicPrefix: prefix }) => {
  const topic = topics.feedbackGiven;
  const topicPrefix = `${prefix}gap.`;
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  const options = { brokers, clientId: 'test', topicPrefix, telemetry, service: 'test' };
  const bus = createKafkaBus({ ...options, topics: { partitions: 1, replicationFactor: 1 } });
  const admin = createKafkaClient({ brokers, clientId: 'test' }, telemetry.logger).admin();
  const group = 'gap-test';
  const nExpired = async (): Promise<number> => {
    const found = /bus_events_expired_total\{[^}]*\} (\d+)/.exec(await telemetry.registry.metrics());
    return Number(found?.[1] ?? 0);
  };
  const consumeUntil = async (n: number): Promise<void> => {
    let nSeen = 0;
    const subscription = await bus.subscribe({
      ...{ group, topics: [topic] },
      handler: ({ events }) => {
        nSeen += events.length;
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    await eventually(() => expect(nSeen).toBeGreaterThanOrEqual(n), { timeoutMs: 30_000 });
    await subscription.stop();
  };

  beforeAll(async () => {
    await admin.connect();
    await bus.ensureTopics([topic]);
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await admin.disconnect();
    await telemetry.close();
  }, 60_000);

  it('counts what was deleted before it, neither more nor less: it counted the whole topic', async () => {
    const publish = (from: number, n: number): Promise<void> =>
      bus.publish(
        topic,
        Array.from({ length: n }, (_, i) => feedback(`k${from + i}`)),
      );
    await publish(0, 20);
    await consumeUntil(20);
    await publish(20, 7);
    const partitions = [{ partition: 0, offset: '27' }];
    // The client deletes only in topics that it has been asked about.
    await admin.fetchTopicOffsets(`${topicPrefix}${topic.name}`);
    await admin.deleteTopicRecords({ topic: `${topicPrefix}${topic.name}`, partitions });
    await publish(27, 3);
    await consumeUntil(3);
    expect(await nExpired()).toBe(7);
  }, 90_000);
});
