import { ConfigError } from '@convoscope/contracts';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Clock } from '@convoscope/telemetry';
import type { Logger } from 'pino';
import { assignmentId, type ConsumeOptions, type DriverConsumer } from '../driver/bus-driver.ts';
import { BatchGuard } from './batch-guard.ts';
import { METADATA_MAX_AGE_MS } from './kafka-client.ts';
import { isConnectivity, toBusError, translateErrors } from './kafka-errors.ts';
import { toRecordList } from './to-stored-record.ts';
import { watchClock } from './watch-clock.ts';

export interface ConsumerTuning {
  /** Longest wait of a fetch that finds nothing; also how late a paused partition may go on. Default 500. */
  maxWaitTimeInMs?: number;
  /** Default: room for a full batch of the subscriber's, 1 to 8 MiB. */
  maxBytesPerPartition?: number;
  /** Default 30 000. */
  sessionTimeoutMs?: number;
  /** Default 60 000. */
  rebalanceTimeoutMs?: number;
}

export interface ConsumerParts {
  logger: Logger;
  clock: Clock;
}

const MIB = 1_048_576;
/** A conversation's event, compressed or not, is seldom larger. */
const BYTES_PER_EVENT = 2_048;
const fetchBytes = (maxBatchSize: number): number =>
  Math.min(8 * MIB, Math.max(MIB, maxBatchSize * BYTES_PER_EVENT));

const RESTART_AFTER_MS = 2_000;
const SESSION_TIMEOUT_MS = 30_000;

/** A member of a Kafka consumer group. Comes back by itself after the broker was away; any other end is reported as a crash. */
export class KafkaConsumer implements DriverConsumer {
  readonly #kafka: Kafka;
  readonly #options: ConsumeOptions;
  readonly #tuning: ConsumerTuning;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #resumeTimers = new Set<NodeJS.Timeout>();
  /** What joins the group, one after the other. */
  #joining: Promise<void> = Promise.resolve();
  #endClockWatch: () => void = () => undefined;
  #consumer: Consumer | undefined;
  #restart: NodeJS.Timeout | undefined;
  #isStopping = false;
  #assigned: ReadonlySet<string> | null = null;

  constructor(kafka: Kafka, options: ConsumeOptions, tuning: ConsumerTuning, parts: ConsumerParts) {
    this.#kafka = kafka;
    this.#options = options;
    this.#tuning = tuning;
    this.#logger = parts.logger;
    this.#clock = parts.clock;
  }

  async start(): Promise<void> {
    await this.#join();
    const leastMs = (this.#tuning.sessionTimeoutMs ?? SESSION_TIMEOUT_MS) / 3;
    this.#endClockWatch = watchClock(leastMs, (byMs) => this.#onClockBack(byMs), this.#clock);
  }

  async #join(): Promise<void> {
    const { group, topics, concurrency } = this.#options;
    const consumer = this.#kafka.consumer({
      groupId: group,
      sessionTimeout: this.#tuning.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      rebalanceTimeout: this.#tuning.rebalanceTimeoutMs ?? 60_000,
      heartbeatInterval: 3_000,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      maxWaitTimeInMs: this.#tuning.maxWaitTimeInMs ?? 500,
      maxBytesPerPartition: this.#tuning.maxBytesPerPartition ?? fetchBytes(this.#options.maxBatchSize),
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: () => Promise.resolve(false) },
    });
    this.#consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (consumer === this.#consumer) this.#onCrash(payload.error);
    });
    this.#followMembership(consumer);
    await translateErrors(`subscribe as ${group}`, async () => {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrency,
        eachBatch: (payload) => this.#onBatch(consumer, payload),
      });
    });
  }

  assigned(): ReadonlySet<string> | null {
    return this.#assigned;
  }

  #followMembership(consumer: Consumer): void {
    const { GROUP_JOIN, REBALANCING, CRASH, DISCONNECT, STOP } = consumer.events;
    consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      const ids = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => assignmentId(topic, partition)),
      );
      this.#assigned = new Set(ids);
      this.#options.onAssigned?.(this.#assigned);
    });
    const leave = (): void => void (this.#assigned = null);
    for (const event of [REBALANCING, CRASH, DISCONNECT, STOP] as const)
      consumer.on(event as typeof STOP, leave);
  }

  async #onBatch(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { batch, pause } = payload;
    if (this.#isStopping || batch.messages.length === 0) return;
    const guard = new BatchGuard(payload, () => this.#isStopping);
    try {
      const verdict = await this.#options.onBatch(
        {
          topic: batch.topic,
          partition: batch.partition,
          records: toRecordList(batch.messages),
          endOffset: BigInt(batch.highWatermark),
        },
        guard,
      );
      if (verdict.kind === 'halt') return this.#halt(consumer, verdict.error);
      await this.#settle(payload, guard, verdict.nextOffset);
      if (verdict.kind === 'retry') this.#resumeLater(pause(), verdict.retryAfterMs);
    } finally {
      guard.end();
    }
    // Lets kafkajs join the group again, now that nothing of this partition is in hand.
    if (guard.groupError !== undefined) throw guard.groupError as Error;
  }

  async #settle(payload: EachBatchPayload, guard: BatchGuard, nextOffset: bigint): Promise<void> {
    const isMoved = nextOffset > BigInt(payload.batch.firstOffset() ?? '0');
    if (!isMoved || guard.signal.aborted) return;
    await guard.commitNow(nextOffset);
    payload.resolveOffset(String(nextOffset - 1n));
  }

  #resumeLater(resume: () => void, afterMs: number): void {
    const timer = setTimeout(() => {
      this.#resumeTimers.delete(timer);
      resume();
    }, afterMs);
    this.#resumeTimers.add(timer);
  }

  /** Must not wait for `stop`: that waits for the batch which calls this. */
  #halt(consumer: Consumer, error: unknown): void {
    this.#isStopping = true;
    this.#options.onCrash(error);
    void consumer
      .disconnect()
      .catch((cause: unknown) => this.#logger.debug({ err: cause }, 'disconnect after halt'));
  }

  #onCrash(error: unknown): void {
    if (this.#isStopping) return;
    if (!isConnectivity(error)) return this.#options.onCrash(toBusError(error, 'consume'));
    this.#logger.warn(
      { err: error, group: this.#options.group },
      'Kafka is away; the consumer will start again',
    );
    this.#startAgain();
  }

  #startAgain(): void {
    this.#restart = setTimeout(() => this.#inLine(() => this.#tryToJoin()), RESTART_AFTER_MS);
  }

  #inLine(work: () => Promise<void>): void {
    this.#joining = this.#joining.then(work);
  }

  /** Does not throw. */
  async #tryToJoin(): Promise<void> {
    if (this.#isStopping) return;
    try {
      await this.#join();
      if (this.#isStopping) await this.#leave();
    } catch (error) {
      // A broker that refuses us does so for ever: only another process, with another password, helps.
      if (error instanceof ConfigError) return this.#options.onCrash(error);
      this.#logger.debug({ err: error }, 'consumer could not start yet');
      this.#startAgain();
    }
  }

  /**
   * kafkajs counts the time between its heartbeats by the clock on the wall: set back by five minutes, a member sends none for so long, and its group
   * throws it out again and again. A member that joins anew counts anew.
   */
  #onClockBack(byMs: number): void {
    this.#logger.warn(
      { group: this.#options.group, byMs: Math.round(byMs) },
      'the clock was set back; the consumer joins its group anew',
    );
    this.#inLine(async () => {
      clearTimeout(this.#restart);
      await this.#leave().catch((error: unknown) =>
        this.#logger.debug({ err: error }, 'the consumer could not leave its group'),
      );
      await this.#tryToJoin();
    });
  }

  async #leave(): Promise<void> {
    const consumer = this.#consumer;
    // What it reports from now on is no crash.
    this.#consumer = undefined;
    await consumer?.stop();
    await consumer?.disconnect();
  }

  /** kafkajs stops fetching, waits for running batches (which commit) and leaves the group. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#endClockWatch();
    clearTimeout(this.#restart);
    for (const timer of this.#resumeTimers) clearTimeout(timer);
    await translateErrors('leave the group', () => this.#leave());
  }
}
