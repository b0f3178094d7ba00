import type { Bus } from './bus.ts';
import type { BusOptions } from './bus-options.ts';
import { createBus } from './create-bus.ts';
import { withCrashPoint, type CrashPoint } from './driver/crash-point.ts';
import type { ConsumerTuning } from './kafka/kafka-consumer.ts';
import { createKafkaClient, type KafkaConnection } from './kafka/kafka-client.ts';
import { createKafkaDriver } from './kafka/kafka-driver.ts';

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
  const driver = createKafkaDriver(createKafkaClient(options, logger), options, logger);
  const { crashPoint } = options;
  const watched = crashPoint === undefined ? driver : withCrashPoint(driver, crashPoint);
  return createBus(watched, options, DEFAULT_PARTITIONS);
}
