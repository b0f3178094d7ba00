import type { Bus } from './bus.ts';
import { DEFAULT_TOPIC_PREFIX, type BusOptions } from './bus-options.ts';
import { createBus } from './create-bus.ts';
import { withGapWatch, type ExpiredGap } from './driver/gap-watch.ts';
import { withCrashPoint, type CrashPoint } from './driver/crash-point.ts';
import type { ConsumerTuning } from './kafka/kafka-consumer.ts';
import { createKafkaClient, type KafkaConnection } from './kafka/kafka-client.ts';
import { createKafkaDriver } from './kafka/kafka-driver.ts';
import { systemTime } from './system-time.ts';

const DEFAULT_PARTITIONS = 6;

export type KafkaBusOptions = BusOptions &
  KafkaConnection &
  ConsumerTuning & {
    /** For tests: where this process is to be killed. */
    crashPoint?: CrashPoint;
  };

/** A bus on Apache Kafka. Connects when first used; a broker that is away shows as TransientError of the call that needed it. */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const { logger } = options.telemetry;
  const { clock = systemTime } = options;
  const driver = createKafkaDriver(createKafkaClient(options, logger), options, { logger, clock });
  const watched = withGapWatch(driver, createGapReport(options));
  const { crashPoint } = options;
  const mortal = crashPoint === undefined ? watched : withCrashPoint(watched, crashPoint);
  return createBus(mortal, options, DEFAULT_PARTITIONS);
}

/** Counts and names what retention deleted unread: the one loss that no retry brings back. */
function createGapReport({ telemetry, topicPrefix = DEFAULT_TOPIC_PREFIX }: KafkaBusOptions) {
  const expired = telemetry.counter({
    name: 'bus_events_expired_total',
    help: 'Events that the log deleted before the group had processed them, and that it went on without.',
    labels: ['group', 'topic'],
  });
  return ({ group, topic, partition, from, to }: ExpiredGap): void => {
    const labels = { group: group.slice(topicPrefix.length), topic: topic.slice(topicPrefix.length) };
    expired.inc(labels, Number(to - from));
    const gap = { ...labels, partition, from: String(from), to: String(to) };
    telemetry.logger.error(
      gap,
      'events were deleted by retention before they were processed; run convoscope reconcile',
    );
  };
}
