import { deadLetterTopicOf, type Topic } from '@convoscope/contracts';
import type { SubscribeOptions, Subscription } from '../bus.ts';
import { DEFAULT_BACKOFF, DEFAULT_STALL_AFTER_MS, type BusOptions } from '../bus-options.ts';
import type { BusMetrics } from '../bus-metrics.ts';
import { assignmentId, type BusDriver, type DriverConsumer } from '../driver/bus-driver.ts';
import { Parking } from '../parking/parking.ts';
import type { TopicNames } from '../topic-names.ts';
import { systemTime } from '../system-time.ts';
import { createAttemptLog } from './attempt-log.ts';
import { createBatchProcessor } from './batch-processor.ts';
import { describeThrown } from './classify-error.ts';
import { toSubscribedTopic, type SubscriptionContext } from './subscription-context.ts';
import { turnLengthMs } from './turn-length.ts';

const DEFAULT_MAX_BATCH_SIZE = 500;
const DEFAULT_CONCURRENCY = 2;
const DEFAULT_MAX_PARKED = 50_000;
const NONE: ReadonlySet<string> = new Set();

const partitionsOf = (assigned: ReadonlySet<string>, topic: string): number[] =>
  [...assigned].flatMap((id) => (id.startsWith(`${topic}/`) ? [Number(id.slice(topic.length + 1))] : []));

/** A subscription as the bus's health check sees it. */
export interface RunningSubscription extends Subscription {
  readonly topicNames: readonly string[];
  /** Why it stopped by itself; null while all is well. */
  readonly failure: () => string | null;
  /** Whether it is in its group, with partitions or idle. */
  readonly isMember: () => boolean;
  /** Whether the partition is its own to move. */
  readonly isMine: (topicName: string, partition: number) => boolean;
  /** Whether the partition stands still only until a failed batch is tried again; that try may take `graceMs`. */
  readonly isWaiting: (topicName: string, partition: number, graceMs: number) => boolean;
  /** Whether a batch of the partition is being worked on; one that has none waits for its turn. */
  readonly isInHand: (topicName: string, partition: number) => boolean;
  /** Lets events go on that waited behind a dead letter which is gone; to be called now and then. Never throws. */
  readonly releaseParked: () => Promise<void>;
}

export interface SubscriptionParts {
  driver: BusDriver;
  names: TopicNames;
  metrics: BusMetrics;
  options: BusOptions;
  onStopped: (subscription: RunningSubscription) => void;
}

/** Starts to consume. Resolves when the member has asked to join its group, not when it has partitions. */
export async function startSubscription<T>(
  parts: SubscriptionParts,
  subscribe: SubscribeOptions<T>,
): Promise<RunningSubscription> {
  const { driver, names, options } = parts;
  let failure: string | null = null;
  const running: { consumer?: DriverConsumer } = {};
  const assigned = (): ReadonlySet<string> => running.consumer?.assigned() ?? NONE;
  const context = toContext(parts, subscribe, assigned);
  const onCrash = (error: unknown): void => {
    failure = describeThrown(error);
    options.telemetry.logger.error({ err: error, group: subscribe.group }, 'subscription ended by itself');
  };
  const inHand = new Set<string>();
  const processBatch = createBatchProcessor(context);
  const started = await driver.consume({
    group: names.toGroup(subscribe.group),
    topics: [...context.topics.keys()],
    concurrency: subscribe.concurrency ?? DEFAULT_CONCURRENCY,
    maxBatchSize: Math.max(...[...context.topics.values()].map(({ maxBatchSize }) => maxBatchSize)),
    async onBatch(batch, guard) {
      const id = assignmentId(batch.topic, batch.partition);
      inHand.add(id);
      try {
        return await processBatch(batch, guard);
      } finally {
        inHand.delete(id);
      }
    },
    onCrash,
  });
  running.consumer = started;
  const stop = async (): Promise<void> => {
    await started.stop();
    for (const { parking } of context.topics.values()) await parking.idle();
  };
  let stopping: Promise<void> | undefined;
  const subscription: RunningSubscription = {
    group: subscribe.group,
    topicNames: subscribe.topics.map((topic) => topic.name),
    failure: () => failure,
    isMember: () => started.assigned() !== null,
    isMine: (topicName, partition) => assigned().has(assignmentId(names.toPhysical(topicName), partition)),
    isWaiting: (topicName, partition, graceMs) =>
      context.attempts.isWaiting(names.toPhysical(topicName), partition, graceMs),
    isInHand: (topicName, partition) => inHand.has(assignmentId(names.toPhysical(topicName), partition)),
    async releaseParked() {
      for (const { parking } of context.topics.values()) await parking.release();
    },
    stop: () => (stopping ??= stop().finally(() => parts.onStopped(subscription))),
  };
  return subscription;
}

function toContext<T>(
  { driver, names, metrics, options }: SubscriptionParts,
  { group, topics, handler, maxBatchSize, concurrency = DEFAULT_CONCURRENCY }: SubscribeOptions<T>,
  assigned: () => ReadonlySet<string>,
): SubscriptionContext {
  const clock = options.clock ?? systemTime;
  const sizeOf = (topicName: string): number =>
    (typeof maxBatchSize === 'number' ? maxBatchSize : maxBatchSize?.get(topicName)) ??
    DEFAULT_MAX_BATCH_SIZE;
  const parkingOf = (topic: Topic): Parking =>
    new Parking({
      ...{ driver, group, clock, logger: options.telemetry.logger },
      topic: names.toPhysical(topic.name),
      deadLetterTopic: names.toPhysical(deadLetterTopicOf(topic.name)),
      maxParked: options.maxParked ?? DEFAULT_MAX_PARKED,
      mine: () => partitionsOf(assigned(), names.toPhysical(topic.name)),
      onChange: (nKeys) => metrics.parkedKeys.set({ group, topic: topic.name }, nKeys),
    });
  const subscribed = topics.map((topic) =>
    toSubscribedTopic(topic, {
      ...{ group, metrics, objects: options.objects, parking: parkingOf(topic) },
      physicalName: names.toPhysical(topic.name),
      maxBatchSize: sizeOf(topic.name),
    }),
  );
  return {
    group,
    handler: handler as SubscriptionContext['handler'],
    topics: new Map(subscribed.map((topic) => [topic.physicalName, topic])),
    driver,
    telemetry: options.telemetry,
    metrics,
    clock,
    attempts: createAttemptLog(clock),
    backoff: options.backoff ?? DEFAULT_BACKOFF,
    random: options.random ?? Math.random,
    toPhysical: names.toPhysical,
    turnMs: () => turnLengthMs(assigned().size, concurrency, options.stallAfterMs ?? DEFAULT_STALL_AFTER_MS),
  };
}
