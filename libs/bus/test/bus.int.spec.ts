import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
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
          const driver = createKafkaDriver(client, { maxWaitTimeInMs: 100 }, options.telemetry.logger);
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
