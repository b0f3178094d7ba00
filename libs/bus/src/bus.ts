import type { Event, Topic } from '@convoscope/contracts';
import type { Whose } from './dead-letters/pending-letters.ts';
import type { Outcome } from './outcome.ts';

/** Where an event lies. Offsets are 64-bit and therefore bigint. */
export interface Position {
  topic: string;
  partition: number;
  offset: bigint;
}

export interface ReceivedEvent<T = unknown> extends Event<T> {
  position: Position;
  /** When the record was appended to the log, ms since the epoch. */
  appendedAtMs: number;
}

/** Consecutive events of one partition, already decoded, validated and with claim checks resolved. */
export interface EventBatch<T = unknown> {
  topic: string;
  partition: number;
  events: readonly ReceivedEvent<T>[];
  /** Aborts when the partition is taken away or the service stops: give up early, nothing will be committed. */
  signal: AbortSignal;
}

/**
 * Processes one batch and returns one outcome per event, in order.
 * Must be idempotent: after a crash, a rebalance or a throw the same events come again.
 * Throwing (or rejecting) TransientError: the whole batch is retried in place with backoff, the partition paused meanwhile.
 * PermanentError: the bus hands the events in one by one to find the poisonous one, which is dead-lettered.
 * Anything else is a bug of ours (InvariantError): logged, the subscription stops and turns unhealthy, nothing is committed.
 * Batches of one partition never overlap; different partitions may run concurrently.
 */
export type BatchHandler<T = unknown> = (batch: EventBatch<T>) => Promise<readonly Outcome[]>;

export interface SubscribeOptions<T = unknown> {
  /** Service name; the consumer group is `convoscope.<group>`. */
  group: string;
  /** Topics handled by the same function; each batch is of one of them. */
  topics: readonly Topic<T>[];
  handler: BatchHandler<T>;
  /** Most events in one batch, for all topics or by topic name. Default 500. */
  maxBatchSize?: number | ReadonlyMap<string, number>;
  /** Partitions processed at the same time. Default 2. */
  concurrency?: number;
}

export interface Subscription {
  readonly group: string;
  /** Stops fetching, lets running batches end, commits, leaves the group. */
  stop(): Promise<void>;
}

/** Progress of one consumer group on one partition. */
export interface PartitionProgress {
  group: string;
  topic: string;
  partition: number;
  /** Next offset to be processed. */
  committed: bigint;
  /** Offset the next appended record will get. */
  end: bigint;
  /** end - committed. */
  lag: number;
  /** Records that the log deleted before the group had processed them: lost to it. 0 while all is well. */
  nExpired: number;
  /** When the commit last moved (or the lag was last 0) as seen by this process, ms since the epoch. */
  lastProgressAtMs: number;
}

/** How old a group's oldest unprocessed event of a topic is, against how long the topic keeps events. */
export interface TimeLag {
  group: string;
  topic: string;
  /** Age of the oldest event not yet processed, to about 2 %; 0 where there is none. */
  timeLagMs: number;
  /** Null: kept for ever. */
  retentionMs: number | null;
  /** Until events are deleted unprocessed if this goes on as since the last time this process looked; null: it does not come to that, or is not known. */
  lossInMs: number | null;
  /** Events deleted before they were processed. */
  nExpired: number;
  /** `lost`: events are gone. `risk`: half of the retention is used up, or it will be exceeded within a day. */
  verdict: 'fine' | 'risk' | 'lost';
}

export interface DeadLetter {
  /** `<topic>.dlq` position, also its id as `<partition>-<offset>`. */
  position: Position;
  originalTopic: string;
  originalPartition: number;
  originalOffset: bigint;
  key: string | null;
  /** Short, of a bounded set; `behind` when it did nothing wrong itself. */
  reason: string;
  errorClass: string | null;
  error: string | null;
  stackDigest: string | null;
  /** Tries so far, replays included. */
  attempts: number;
  firstFailedAt: string;
  lastFailedAt: string;
  group: string;
  /** `<partition>-<offset>`, in the original topic, of the event of the same key that this one waits behind; null when it failed itself. */
  behind: string | null;
  traceparent: string | null;
  /** Original value bytes and headers, untouched. */
  value: Buffer | null;
  headers: Record<string, string>;
}

/** `nWaiting`: asked for, but an earlier one of their key must go first; they follow by themselves. */
export interface ReplayResult {
  nReplayed: number;
  nWaiting: number;
}

export interface ScanOptions {
  /** Called with consecutive decoded events of one partition; records that cannot be decoded are counted, not delivered. */
  onEvents: (events: readonly ReceivedEvent[]) => Promise<void> | void;
  signal?: AbortSignal;
}

export interface ScanResult {
  nEvents: number;
  nUndecodable: number;
}

/** The one way services talk to each other. Drivers: `kafka` and `memory` (with an optional journal on disk). */
export interface Bus {
  /** Resolves when every event is acknowledged by the log (acks=all). Order within a key is kept. Throws TransientError. */
  publish<T>(topic: Topic<T>, events: readonly Event<T>[]): Promise<void>;
  subscribe<T>(options: SubscribeOptions<T>): Promise<Subscription>;
  /** Reads a topic from its first record to the end it had at the start, without a consumer group. */
  scan(topic: Topic, options: ScanOptions): Promise<ScanResult>;
  /** Progress of the given groups (service names) on every partition of the topics they subscribe to. */
  progress(groups: readonly string[], topics: readonly Topic[]): Promise<PartitionProgress[]>;
  /** The same of just these groups and topics: one request a group and one look at each topic. */
  progressOf(consumers: readonly { group: string; topic: Topic }[]): Promise<PartitionProgress[]>;
  /** Age of what each group has still to process of each topic it subscribes to. About 15 small requests a topic that has a lag. */
  timeLags(groups: readonly string[], topics: readonly Topic[]): Promise<TimeLag[]>;
  /** How long a topic keeps events; null: for ever. */
  retentionMs(topic: Topic): Promise<number | null>;
  /**
   * How long after it was published an event of these topics may still come: from its topic, from the dead letters by a replay, and from its topic
   * once more. What events refer to must be kept for so long. Null: for ever. Asks for the retention of each topic.
   */
  replayableMs(topics: readonly Topic[]): Promise<number | null>;
  /** The newest dead letters that are neither replayed nor dropped, or those of them that are named, oldest first. */
  listDeadLetters(
    topic: Topic,
    options?: { limit?: number; ids?: readonly string[]; whose?: Whose },
  ): Promise<DeadLetter[]>;
  /**
   * Appends events that could not be processed to their topic again, for the group that could not: with the same `ce_id`, and, where
   * `edited` is given (one id only), with that as their data. Those that wait behind them follow by themselves, in order, once they went
   * through. Replaying twice has one effect. Throws PermanentError `BUS_EVENT_INVALID` when `edited` does not match the topic's schema.
   */
  replayDeadLetters(
    topic: Topic,
    ids: readonly string[] | 'all',
    edited?: { data: unknown },
    whose?: Whose,
  ): Promise<ReplayResult>;
  /** Gives up on events for the group that could not process them; those that wait behind them go on. Returns how many. */
  dropDeadLetters(
    topic: Topic,
    ids: readonly string[],
    note: { by: string; because: string },
  ): Promise<number>;
  /** Creates missing topics (with their dead-letter topics), verifies the partitions of existing ones. */
  ensureTopics(topics: readonly Topic[]): Promise<void>;
  /** Ends every subscription, waits for publishes in flight, closes connections. */
  close(): Promise<void>;
}
