import type { SubscribeOptions, Subscription } from '../bus.ts';
import type { BusOptions } from '../bus-options.ts';
import type { BusMetrics } from '../bus-metrics.ts';
import { assignmentId, type BusDriver, type DriverConsumer } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';
import { systemTime } from '../system-time.ts';
import { createAttemptLog } from './attempt-log.ts';
import { DEFAULT_BACKOFF } from './backoff.ts';
import { createBatchProcessor } from './batch-processor.ts';
import { describeThrown } from './classify-error.ts';
import { toSubscribedTopic, type SubscriptionContext } from './subscription-context.ts';

const DEFAULT_MAX_BATCH_SIZE = 500;
const DEFAULT_CONCURRENCY = 2;

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
  const context = toContext(parts, subscribe);
  const onCrash = (error: unknown): void => {
    failure = describeThrown(error);
    options.telemetry.logger.error({ err: error, group: subscribe.group }, 'subscription ended by itself');
  };
  const consumer: DriverConsumer = await driver.consume({
    group: names.toGroup(subscribe.group),
    topics: [...context.topics.keys()],
    concurrency: subscribe.concurrency ?? DEFAULT_CONCURRENCY,
    onBatch: createBatchProcessor(context),
    onCrash,
  });
  let stopping: Promise<void> | undefined;
  const subscription: RunningSubscription = {
    group: subscribe.group,
    topicNames: subscribe.topics.map((topic) => topic.name),
    failure: () => failure,
    isMember: () => consumer.assigned() !== null,
    isMine: (topicName, partition) =>
      consumer.assigned()?.has(assignmentId(names.toPhysical(topicName), partition)) ?? false,
    isWaiting: (topicName, partition, graceMs) =>
      context.attempts.isWaiting(names.toPhysical(topicName), partition, graceMs),
    stop: () => (stopping ??= consumer.stop().finally(() => parts.onStopped(subscription))),
  };
  return subscription;
}

function toContext<T>(
  { driver, names, metrics, options }: SubscriptionParts,
  { group, topics, handler, maxBatchSize }: SubscribeOptions<T>,
): SubscriptionContext {
  const clock = options.clock ?? systemTime;
  const sizeOf = (topicName: string): number =>
    (typeof maxBatchSize === 'number' ? maxBatchSize : maxBatchSize?.get(topicName)) ??
    DEFAULT_MAX_BATCH_SIZE;
  const subscribed = topics.map((topic) =>
    toSubscribedTopic(topic, {
      ...{ group, metrics, objects: options.objects },
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
    attempts: createAttemptLog(() => clock.now()),
    backoff: options.backoff ?? DEFAULT_BACKOFF,
    random: options.random ?? Math.random,
    toPhysical: names.toPhysical,
  };
}
