/** The narrow seam below which Kafka (or something like it) lies. Names are physical: with the prefix. Nothing here knows of events. */

export type RawHeaders = Record<string, Buffer>;

/** A record to be appended. `value: null` is a tombstone. */
export interface RawRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: RawHeaders;
}

export interface StoredRecord extends RawRecord {
  offset: bigint;
  timestampMs: number;
}

/** An array, or what reads like one: a driver may make each record when it is asked for. */
export type RecordList = Pick<readonly StoredRecord[], 'length' | 'at'> & Iterable<StoredRecord>;

/** Consecutive records of one partition, at least one. */
export interface RawBatch {
  topic: string;
  partition: number;
  records: RecordList;
  /** Offset that the next appended record had when the batch was fetched. */
  endOffset: bigint;
}

/** What a consumer may do while it works on a batch. */
export interface BatchControl {
  /** Aborts when the partition was taken away for good, or the grace for stopping is over. Nothing will be committed after. */
  readonly signal: AbortSignal;
  /** True when the group rebalances or the consumer stops: finish the events in hand, then return. */
  shouldYield(): boolean;
  /** Makes `nextOffset` (the first one not processed) durable. Throws TransientError when the log does not take it. */
  commit(nextOffset: bigint): Promise<void>;
}

/** `nextOffset` is the first offset not processed: the driver commits it and delivers from there, after `retryAfterMs` with the partition paused. */
export type BatchVerdict =
  | { readonly kind: 'continue'; readonly nextOffset: bigint }
  | { readonly kind: 'retry'; readonly nextOffset: bigint; readonly retryAfterMs: number }
  | { readonly kind: 'halt'; readonly error: unknown };

/** Must not throw. Calls for one partition never overlap. */
export type BatchConsumer = (batch: RawBatch, control: BatchControl) => Promise<BatchVerdict>;

export interface ConsumeOptions {
  /** Physical group id. */
  group: string;
  topics: readonly string[];
  /** Partitions worked on at the same time. */
  concurrency: number;
  /** Most events that the subscriber takes at once: a driver that fetches ahead may fetch about as many. */
  maxBatchSize: number;
  onBatch: BatchConsumer;
  /** The member has joined its group, again after each rebalance. Called before the first batch of these partitions (`assignmentId`). */
  onAssigned?: (assigned: ReadonlySet<string>) => void;
  /** The consumer ended without being asked to: it does not come back by itself. */
  onCrash: (error: unknown) => void;
}

export interface DriverConsumer {
  /** Partitions that are this member's to move, as `assignmentId`; null while it is not (yet, or for the moment) a member of its group. */
  assigned(): ReadonlySet<string> | null;
  /** Stops fetching, waits for running batches, commits, leaves the group. */
  stop(): Promise<void>;
}

/** Names a partition within an assignment. */
export const assignmentId = (topic: string, partition: number): string => `${topic}/${partition}`;

export interface TopicRecords {
  topic: string;
  records: readonly RawRecord[];
}

export interface PartitionOffsets {
  partition: number;
  /** First offset still there. */
  low: bigint;
  /** Offset the next record will get. */
  high: bigint;
}

export interface TopicSpec {
  topic: string;
  partitions: number;
  replicationFactor: number;
  config: Readonly<Record<string, string>>;
}

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  from?: ReadonlyMap<number, bigint>;
  to?: ReadonlyMap<number, bigint>;
}

/** Every method throws TransientError where trying again may help, PermanentError where it cannot. */
export interface BusDriver {
  /** Resolves when all records are acknowledged by all in-sync replicas; records of one key keep their order. */
  produce(batches: readonly TopicRecords[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<DriverConsumer>;
  /** Empty where there is no such topic: it has no records then, and nothing that reads it fails. */
  offsets(topic: string): Promise<PartitionOffsets[]>;
  /** By topic the offset committed by the group for each partition; null where it never committed, or has lost what it had. One request. */
  committed(group: string, topics: readonly string[]): Promise<Map<string, Map<number, bigint | null>>>;
  /** For each partition the offset of the first record that was appended at `timestampMs` or later; where there is none, `high`. */
  offsetsAt(topic: string, timestampMs: number): Promise<Map<number, bigint>>;
  /** How long the topic keeps records; null where it keeps them for ever. */
  retentionMs(topic: string): Promise<number | null>;
  /** Reads every partition from `low`, or from the offset given for it, to the `high` it has now, or to before the offset given, without a group. */
  read(topic: string, onBatch: (batch: RawBatch) => Promise<void>, options?: ReadOptions): Promise<void>;
  /** Number of partitions of each of these topics that exists. */
  partitionCounts(topics: readonly string[]): Promise<Map<string, number>>;
  createTopics(specs: readonly TopicSpec[]): Promise<void>;
  close(): Promise<void>;
}
