import type { Clock } from '@convoscope/telemetry';
import pLimit from 'p-limit';
import { assignmentId, type ConsumeOptions, type DriverConsumer } from '../driver/bus-driver.ts';
import type { ConsumerGroup, GroupMember, TopicPartition } from './consumer-group.ts';
import type { MemoryCluster } from './memory-cluster.ts';
import { PartitionLane } from './partition-lane.ts';

/** How long a handler may go on when its partition moves or the service stops. */
const GRACE_MS = 20_000;

/** A member of a group on the memory cluster. */
export class MemoryConsumer implements DriverConsumer, GroupMember {
  readonly #cluster: MemoryCluster;
  readonly #options: ConsumeOptions;
  readonly #clock: Clock;
  readonly #group: ConsumerGroup;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #lanes = new Map<string, PartitionLane>();
  #isEnding = false;

  constructor(cluster: MemoryCluster, options: ConsumeOptions, clock: Clock) {
    this.#cluster = cluster;
    this.#options = options;
    this.#clock = clock;
    this.#group = cluster.group(options.group);
    this.#limit = pLimit(options.concurrency);
  }

  /** Joins the group; does not wait for partitions that others must finish first. */
  start(): void {
    void this.#group.join(this).catch(this.#options.onCrash);
  }

  assigned(): ReadonlySet<string> {
    return new Set(this.#lanes.keys());
  }

  wanted(): TopicPartition[] {
    return this.#options.topics.flatMap((topic) =>
      this.#cluster.ensure(topic).map((_, partition) => ({ topic, partition })),
    );
  }

  /** A member that is about to leave takes nothing more: nobody would end that work. */
  take(partition: TopicPartition): void {
    if (this.#isEnding) return;
    const log = this.#cluster.find(partition.topic)?.[partition.partition];
    if (!log) return;
    const committed = this.#group.committed(partition) ?? log.low;
    const from = committed < log.low ? log.low : committed;
    const lane = new PartitionLane({
      partition,
      log,
      from,
      clock: this.#clock,
      onBatch: this.#options.onBatch,
      limit: (work) => this.#limit(work),
      commit: (offset) => this.#group.commit(this, partition, offset),
      onHalt: (error) => this.#halt(error),
      onCrash: (error) => this.#halt(error),
      listen: (wake) => this.#cluster.listen(partition.topic, partition.partition, wake),
    });
    this.#lanes.set(assignmentId(partition.topic, partition.partition), lane);
  }

  async giveUp({ topic, partition }: TopicPartition): Promise<void> {
    const id = assignmentId(topic, partition);
    await this.#lanes.get(id)?.end(GRACE_MS);
    this.#lanes.delete(id);
  }

  async stop(): Promise<void> {
    this.#isEnding = true;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.end(GRACE_MS)));
    this.#lanes.clear();
    await this.#group.leave(this);
  }

  /** Ends like a killed process: no commit, no goodbye. */
  crash(): void {
    this.#isEnding = true;
    for (const lane of this.#lanes.values()) lane.abandon();
    this.#lanes.clear();
    void this.#group.expel(this).catch(this.#options.onCrash);
  }

  #halt(error: unknown): void {
    this.#options.onCrash(error);
    void this.stop().catch(this.#options.onCrash);
  }
}
