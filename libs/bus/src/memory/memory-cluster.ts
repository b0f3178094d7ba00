import type { PartitionOffsets, RawRecord } from '../driver/bus-driver.ts';
import { ConsumerGroup, type CommitStore } from './consumer-group.ts';
import { createMemoryLog, type PartitionLog } from './partition-log.ts';
import { partitionOf } from './partition-of.ts';

/** Where partitions and committed offsets are kept; the default keeps both in memory. */
export interface ClusterStorage {
  openLog(topic: string, partition: number): PartitionLog;
  commits: CommitStore;
  /** Topics that already exist, with their number of partitions. */
  topics(): Map<string, number>;
  addTopic(topic: string, partitions: number): void;
  /** Makes all that was appended and committed durable, and lets go of files. */
  close(): Promise<void>;
}

export function createMemoryStorage(): ClusterStorage {
  const committed = new Map<string, bigint>();
  return {
    openLog: () => createMemoryLog(),
    commits: {
      get: (group, topic, partition) => committed.get(`${group}|${topic}|${partition}`) ?? null,
      set: (group, topic, partition, offset) => {
        committed.set(`${group}|${topic}|${partition}`, offset);
        return Promise.resolve();
      },
    },
    topics: () => new Map(),
    addTopic: () => undefined,
    close: () => Promise.resolve(),
  };
}

export interface ClusterOptions {
  now: () => number;
  /** For topics that come into being by being used. Dead-letter topics get one. */
  defaultPartitions: number;
  storage?: ClusterStorage;
}

type Listener = () => void;

/** The broker of the memory driver: topics, partitions, groups. Several drivers may share one, as processes share a Kafka. */
export class MemoryCluster {
  readonly #topics = new Map<string, PartitionLog[]>();
  readonly #groups = new Map<string, ConsumerGroup>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #storage: ClusterStorage;
  readonly #options: ClusterOptions;
  #nextUnkeyed = 0;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#storage = options.storage ?? createMemoryStorage();
    for (const [topic, partitions] of this.#storage.topics()) this.#open(topic, partitions);
  }

  #open(topic: string, partitions: number): PartitionLog[] {
    const logs = Array.from({ length: partitions }, (_, index) => this.#storage.openLog(topic, index));
    this.#topics.set(topic, logs);
    return logs;
  }

  find(topic: string): readonly PartitionLog[] | undefined {
    return this.#topics.get(topic);
  }

  /** The topic's partitions; creates the topic when it is not there. */
  ensure(topic: string, partitions?: number): readonly PartitionLog[] {
    const existing = this.#topics.get(topic);
    if (existing) return existing;
    const count = partitions ?? (topic.endsWith('.dlq') ? 1 : this.#options.defaultPartitions);
    this.#storage.addTopic(topic, count);
    return this.#open(topic, count);
  }

  group(id: string): ConsumerGroup {
    let group = this.#groups.get(id);
    if (!group) this.#groups.set(id, (group = new ConsumerGroup(id, this.#storage.commits)));
    return group;
  }

  async append(topic: string, records: readonly RawRecord[]): Promise<void> {
    const logs = this.ensure(topic);
    const perPartition = new Map<number, RawRecord[]>();
    for (const record of records) {
      const partition = record.key ? partitionOf(record.key, logs.length) : this.#nextUnkeyed++ % logs.length;
      const list = perPartition.get(partition);
      if (list) list.push(record);
      else perPartition.set(partition, [record]);
    }
    const now = this.#options.now();
    await Promise.all([...perPartition].map(([partition, list]) => logs[partition]?.append(list, now)));
    for (const partition of perPartition.keys())
      for (const wake of this.#listeners.get(`${topic}|${partition}`) ?? []) wake();
  }

  /** Calls `wake` after every append to the partition, until the returned function is called. */
  listen(topic: string, partition: number, wake: Listener): () => void {
    const id = `${topic}|${partition}`;
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(wake));
    return () => void listeners.delete(wake);
  }

  offsets(topic: string): PartitionOffsets[] {
    return (this.#topics.get(topic) ?? []).map(({ low, high }, partition) => ({ partition, low, high }));
  }

  committed(group: string, topic: string, partition: number): bigint | null {
    return this.#storage.commits.get(group, topic, partition);
  }

  close(): Promise<void> {
    return this.#storage.close();
  }
}
