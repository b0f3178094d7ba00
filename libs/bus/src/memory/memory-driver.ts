import type { Clock } from '@convoscope/telemetry';
import type { BusDriver, RawBatch, RawRecord, ReadOptions } from '../driver/bus-driver.ts';
import { MemoryConsumer } from './memory-consumer.ts';
import type { MemoryCluster } from './memory-cluster.ts';

const READ_RECORDS = 1_000;
const READ_BYTES = 4 * 1024 * 1024;

export interface MemoryDriver extends BusDriver {
  /** Ends every consumer like a killed process would: nothing more is committed, partitions move at once. */
  crash(): void;
}

/** A client of a memory cluster. Topics come into being when they are first used. `close` leaves the cluster as it is for its other clients. */
export function createMemoryDriver(
  cluster: MemoryCluster,
  clock: Clock,
  /** What the storage of the cluster keeps of a topic; null: everything. */
  retentionMsOf: (topic: string) => number | null = () => null,
): MemoryDriver {
  const consumers = new Set<MemoryConsumer>();
  const inFlight = new Set<Promise<void>>();

  const append = (topic: string, records: readonly RawRecord[]) => {
    const work = cluster.append(topic, records).finally(() => inFlight.delete(work));
    inFlight.add(work);
    return work;
  };

  return {
    async produce(batches) {
      await Promise.all(batches.map(({ topic, records }) => append(topic, records)));
      // A producer in a tight loop must not keep timers and consumers from their turn.
      await new Promise((resolve) => setImmediate(resolve));
    },
    consume(options) {
      const consumer = new MemoryConsumer(cluster, options, clock);
      consumers.add(consumer);
      consumer.start();
      const stop = (): Promise<void> => consumer.stop().finally(() => consumers.delete(consumer));
      return Promise.resolve({ stop, assigned: () => consumer.assigned() });
    },
    offsets: (topic) => Promise.resolve(cluster.offsets(topic)),
    committed: (group, topics) =>
      Promise.resolve(new Map(topics.map((topic) => [topic, committedOf(cluster, group, topic)]))),
    offsetsAt: (topic, timestampMs) => findOffsets(cluster, topic, timestampMs),
    retentionMs: (topic) => Promise.resolve(retentionMsOf(topic)),
    read: (topic, onBatch, options) => readAll(cluster, topic, onBatch, options),
    partitionCounts: (topics) =>
      Promise.resolve(
        new Map(
          topics.flatMap((topic) => (cluster.find(topic) ? [[topic, cluster.offsets(topic).length]] : [])),
        ),
      ),
    createTopics(specs) {
      for (const { topic, partitions } of specs) cluster.ensure(topic, partitions);
      return Promise.resolve();
    },
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await Promise.allSettled(inFlight);
    },
    crash() {
      for (const consumer of consumers) consumer.crash();
      consumers.clear();
    },
  };
}

const committedOf = (cluster: MemoryCluster, group: string, topic: string): Map<number, bigint | null> =>
  new Map(
    cluster.offsets(topic).map(({ partition }) => [partition, cluster.committed(group, topic, partition)]),
  );

/** Timestamps grow with offsets here: found by halving, one record read at each step. */
async function findOffsets(
  cluster: MemoryCluster,
  topic: string,
  timestampMs: number,
): Promise<Map<number, bigint>> {
  const found = new Map<number, bigint>();
  for (const { partition, low, high } of cluster.offsets(topic)) {
    const log = cluster.find(topic)?.[partition];
    let [from, to] = [low, high];
    while (log && from < to) {
      const middle = (from + to) / 2n;
      const [record] = await log.read(middle, 1, 1);
      if (record !== undefined && record.timestampMs < timestampMs) from = middle + 1n;
      else to = middle;
    }
    found.set(partition, from);
  }
  return found;
}

async function readAll(
  cluster: MemoryCluster,
  topic: string,
  onBatch: (batch: RawBatch) => Promise<void>,
  { signal, from, to }: ReadOptions = {},
): Promise<void> {
  for (const { partition, low, high: end } of cluster.offsets(topic)) {
    const log = cluster.find(topic)?.[partition];
    const wantedEnd = to?.get(partition) ?? end;
    const high = wantedEnd < end ? wantedEnd : end;
    const start = from?.get(partition) ?? low;
    for (let position = start < low ? low : start; log && position < high;) {
      signal?.throwIfAborted();
      const records = await log.read(position, Math.min(READ_RECORDS, Number(high - position)), READ_BYTES);
      const last = records[records.length - 1];
      if (last === undefined) break;
      await onBatch({ topic, partition, records, endOffset: high });
      position = last.offset + 1n;
    }
  }
}
