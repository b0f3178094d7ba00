/** Ways to put the same events on a topic of a broker and to read them from it, all in one process. */
import 'reflect-metadata';
import { createKafkaBus, ok, type Bus } from '@convoscope/bus';
import type { Event, Topic } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, EventPattern, ServerKafka } from '@nestjs/microservices';
import kafkajs, { type EachBatchPayload, type KafkaMessage } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import { lastValueFrom } from 'rxjs';

const { CompressionTypes, Kafka, Partitioners, logLevel } = kafkajs;
const EVENTS_A_CALL = 1_000;
const NEST_IN_FLIGHT = 200;

export interface Stage {
  brokers: string[];
  /** Of topics and groups: a stage sees only its own. */
  topicPrefix: string;
  topic: Topic;
  events: readonly Event[];
  /** How often the topic has all of them. */
  nCopies: number;
}

/** Events a second. */
export type Contestant = (stage: Stage) => Promise<number>;

const physical = ({ topicPrefix, topic }: Stage): string => topicPrefix + topic.name;
const newGroup = ({ topicPrefix }: Stage): string => `${topicPrefix}${randomBytes(4).toString('hex')}`;
const kafkaOf = ({ brokers }: Stage) => new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING });

/**
 * Counts what arrives: the rate from the first arrival on, for connecting and joining a group take the same second everywhere.
 * What is fetched ahead of the first arrival is no matter where there is much more to come.
 */
function createFinishLine(nAll: number) {
  const { promise, resolve } = Promise.withResolvers<number>();
  let first: { n: number; atMs: number } | undefined;
  let seen = 0;
  const arrive = (n: number): void => {
    first ??= { n, atMs: performance.now() };
    seen += n;
    if (seen >= nAll) resolve(((nAll - first.n) / (performance.now() - first.atMs)) * 1_000);
  };
  return { rate: promise, arrive };
}

async function withBus<T>({ brokers, topicPrefix }: Stage, work: (bus: Bus) => Promise<T>): Promise<T> {
  const telemetry = createTelemetry({ service: 'bench', logLevel: 'silent' });
  const bus = createKafkaBus({ brokers, clientId: 'bench', topicPrefix, telemetry, service: 'bench' });
  try {
    return await work(bus);
  } finally {
    await bus.close();
    await telemetry.close();
  }
}

/** Creates the topic, four partitions. */
export const prepare = (stage: Stage): Promise<void> =>
  withBus(stage, (bus) => bus.ensureTopics([stage.topic]));

const rateOf = async (stage: Stage, send: (events: Stage['events']) => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  for (let at = 0; at < stage.events.length; at += EVENTS_A_CALL)
    await send(stage.events.slice(at, at + EVENTS_A_CALL));
  return (stage.events.length / (performance.now() - startedAt)) * 1_000;
};

export const produceWithBus: Contestant = (stage) =>
  withBus(stage, async (bus) => {
    await bus.publish(stage.topic, stage.events.slice(0, 1));
    return rateOf(stage, (events) => bus.publish(stage.topic, events));
  });

const toHeaders = (event: Event): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: event.id,
  ce_type: event.topic,
  ce_source: event.source,
  ce_time: event.time,
  ce_subject: event.key,
  ce_tenant: event.tenant,
  'content-type': 'application/json',
});

/** The same settings, headers and bytes as the bus, written by hand. */
export const produceWithKafkajs: Contestant = async (stage) => {
  const producer = kafkaOf(stage).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const send = (events: Stage['events']) =>
    producer.send({
      topic: physical(stage),
      acks: -1,
      compression: CompressionTypes.GZIP,
      messages: events.map((event) => ({
        key: event.key,
        value: JSON.stringify(event.data),
        headers: toHeaders(event),
      })),
    });
  await send(stage.events.slice(0, 1));
  const rate = await rateOf(stage, send);
  await producer.disconnect();
  return rate;
};

/** ClientKafka.emit, as its documentation shows it: a request an event, many in flight. */
export const produceWithNest: Contestant = async (stage) => {
  const client = new ClientKafka({
    client: { brokers: stage.brokers, clientId: 'bench', logLevel: logLevel.NOTHING },
    producer: { createPartitioner: Partitioners.DefaultPartitioner },
    producerOnlyMode: true,
  });
  await client.connect();
  const emit = (event: Event): Promise<unknown> =>
    lastValueFrom(
      client.emit(physical(stage), { key: event.key, value: event.data, headers: toHeaders(event) }),
    );
  await emit(stage.events[0] as Event);
  const events = stage.events.slice(0, Math.ceil(stage.events.length / 5));
  const startedAt = performance.now();
  for (let at = 0; at < events.length; at += NEST_IN_FLIGHT)
    await Promise.all(events.slice(at, at + NEST_IN_FLIGHT).map(emit));
  const rate = (events.length / (performance.now() - startedAt)) * 1_000;
  await client.close();
  return rate;
};

export const consumeWithBus: Contestant = (stage) =>
  withBus(stage, async (bus) => {
    const line = createFinishLine(stage.events.length * stage.nCopies);
    await bus.subscribe({
      group: randomBytes(4).toString('hex'),
      topics: [stage.topic],
      handler: ({ events }) => {
        line.arrive(events.length);
        return Promise.resolve(events.map(() => ok(undefined)));
      },
    });
    return line.rate;
  });

async function consumeWithKafkajs(stage: Stage, take: (message: KafkaMessage) => void): Promise<number> {
  const line = createFinishLine(stage.events.length * stage.nCopies);
  const consumer = kafkaOf(stage).consumer({ groupId: newGroup(stage), maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topic: physical(stage), fromBeginning: true });
  const eachBatch = async ({
    batch,
    resolveOffset,
    heartbeat,
    commitOffsetsIfNecessary,
  }: EachBatchPayload) => {
    for (const message of batch.messages) take(message);
    line.arrive(batch.messages.length);
    const offset = String(BigInt(batch.lastOffset()) + 1n);
    await commitOffsetsIfNecessary({
      topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }],
    });
    resolveOffset(batch.lastOffset());
    await heartbeat();
  };
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 2,
    eachBatch,
  });
  const rate = await line.rate;
  await consumer.disconnect();
  return rate;
}

/** Batches, each value parsed: what a consumer has to do at the least. */
export const consumeAndParseWithKafkajs: Contestant = (stage) =>
  consumeWithKafkajs(stage, ({ value }) => void JSON.parse(value?.toString() ?? 'null'));

/** Batches, values not even looked at. */
export const consumeBytesWithKafkajs: Contestant = (stage) => consumeWithKafkajs(stage, () => undefined);

/** The stock transport and an event handler that does nothing. */
export const consumeWithNest: Contestant = async (stage) => {
  const line = createFinishLine(stage.events.length * stage.nCopies);
  class BenchController {
    onEvent(): void {
      line.arrive(1);
    }
  }
  class BenchModule {}
  Module({ controllers: [BenchController] })(BenchModule);
  Controller()(BenchController);
  const descriptor = Object.getOwnPropertyDescriptor(
    BenchController.prototype,
    'onEvent',
  ) as PropertyDescriptor;
  EventPattern(physical(stage))(BenchController.prototype, 'onEvent', descriptor);
  const strategy = new ServerKafka({
    client: { brokers: stage.brokers, clientId: 'bench', logLevel: logLevel.NOTHING },
    consumer: { groupId: newGroup(stage), maxWaitTimeInMs: 500 },
    run: { partitionsConsumedConcurrently: 2 },
    subscribe: { fromBeginning: true },
  });
  const app = await NestFactory.createMicroservice(BenchModule, { strategy, logger: false });
  await app.listen();
  const rate = await line.rate;
  await app.close();
  return rate;
};
