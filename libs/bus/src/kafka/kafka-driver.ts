import { TransientError } from '@convoscope/contracts';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import type { BusDriver, PartitionOffsets } from '../driver/bus-driver.ts';
import { awaitLeaders, retryWhileUnled } from './await-leaders.ts';
import { KafkaConsumer, type ConsumerParts, type ConsumerTuning } from './kafka-consumer.ts';
import { translateErrors } from './kafka-errors.ts';
import { KafkaProducer } from './kafka-producer.ts';
import { readTopic } from './read-topic.ts';

const { ConfigResourceTypes } = kafkajs;

/** kafkajs behind the seam. Connects when first used. */
export function createKafkaDriver(kafka: Kafka, tuning: ConsumerTuning, parts: ConsumerParts): BusDriver {
  const producer = new KafkaProducer(kafka);
  const consumers = new Set<KafkaConsumer>();
  const withAdmin = createAdminCalls(kafka);

  const offsets = (topic: string): Promise<PartitionOffsets[]> =>
    withAdmin(`offsets of ${topic}`, async (admin) => {
      const found = await admin.fetchTopicOffsets(topic);
      return found
        .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
        .sort((a, b) => a.partition - b.partition);
    }).catch((error: unknown) => whereUnknown(error, []));

  const committed: BusDriver['committed'] = (groupId, topics) =>
    withAdmin(`committed offsets of ${groupId}`, async (admin) => {
      const found = await admin.fetchOffsets({ groupId, topics: [...topics] });
      return new Map(found.map(({ topic, partitions }) => [topic, new Map(partitions.map(toCommitted))]));
    }).catch(async (error: unknown) => {
      const nothing = whereUnknown(error, new Map<string, Map<number, bigint | null>>());
      if (topics.length < 2) return nothing;
      // One that does not exist says nothing of the others.
      const each = await Promise.all(topics.map((topic) => committed(groupId, [topic])));
      return new Map(each.flatMap((one) => [...one]));
    });

  return {
    async produce(batches) {
      await Promise.all(batches.map((batch) => producer.produce(batch)));
    },
    async consume(options) {
      const consumer = new KafkaConsumer(kafka, options, tuning, parts);
      await consumer.start();
      consumers.add(consumer);
      return {
        assigned: () => consumer.assigned(),
        stop: () => consumer.stop().finally(() => consumers.delete(consumer)),
      };
    },
    offsets,
    committed,
    offsetsAt: (topic, timestampMs) =>
      withAdmin(`offsets of ${topic} by time`, async (admin) => {
        const found = await admin.fetchTopicOffsetsByTimestamp(topic, timestampMs);
        return new Map(found.map(({ partition, offset }) => [partition, BigInt(offset)]));
      }).catch((error: unknown) => whereUnknown(error, new Map<number, bigint>())),
    retentionMs: (topic) =>
      withAdmin(`settings of ${topic}`, async (admin) => {
        const { resources } = await admin.describeConfigs({
          includeSynonyms: false,
          resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms'] }],
        });
        const value = Number(resources[0]?.configEntries[0]?.configValue ?? -1);
        return value < 0 ? null : value;
      }).catch((error: unknown) => whereUnknown(error, null)),
    async read(topic, onBatch, { signal, from, to } = {}) {
      const ends = (await offsets(topic)).map(({ partition, low, high }) => {
        const [start, end] = [from?.get(partition) ?? low, to?.get(partition) ?? high];
        return { partition, low: start > low ? start : low, high: end < high ? end : high };
      });
      const admin = await withAdmin(`read ${topic}`, (connected) => Promise.resolve(connected));
      await readTopic({ kafka, admin, topic, offsets: ends, onBatch, signal });
    },
    partitionCounts: (topics) =>
      withAdmin('list topics', async (admin) => {
        const existing = new Set(await admin.listTopics());
        const wanted = topics.filter((topic) => existing.has(topic));
        if (wanted.length === 0) return new Map<string, number>();
        const metadata = await admin.fetchTopicMetadata({ topics: wanted });
        return new Map(metadata.topics.map(({ name, partitions }) => [name, partitions.length]));
      }),
    createTopics: (specs) =>
      withAdmin('create topics', async (admin) => {
        await admin.createTopics({
          waitForLeaders: false,
          topics: specs.map(({ topic, partitions, replicationFactor, config }) => ({
            topic,
            numPartitions: partitions,
            replicationFactor,
            configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
          })),
        });
        await awaitLeaders(
          admin,
          specs.map(({ topic }) => topic),
        );
      }),
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await producer.close();
      await withAdmin.close();
    },
  };
}

/** -1: nothing was committed. -2: kafkajs found the offset out of range and committed "the earliest". */
const toCommitted = ({ partition, offset }: { partition: number; offset: string }) =>
  [partition, offset.startsWith('-') ? null : BigInt(offset)] as const;

/** A topic that does not exist has no partitions and no records, as in memory. */
function whereUnknown<T>(error: unknown, nothing: T): T {
  if (error instanceof TransientError && error.code === 'BUS_UNKNOWN_TOPIC') return nothing;
  throw error;
}

/** Runs admin calls on one connection, made at the first call and again after it failed. */
function createAdminCalls(kafka: Kafka) {
  let connected: Promise<Admin> | undefined;
  const connect = async (): Promise<Admin> => {
    const admin = kafka.admin();
    await admin.connect();
    return admin;
  };
  const call = <T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T> =>
    translateErrors(doing, async () => {
      connected ??= connect();
      connected.catch(() => (connected = undefined));
      const admin = await connected;
      return retryWhileUnled(() => work(admin));
    });
  return Object.assign(call, {
    async close(): Promise<void> {
      // A connection that never came about needs no goodbye.
      const admin = await connected?.catch(() => undefined);
      await admin?.disconnect();
    },
  });
}
