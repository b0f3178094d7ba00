import type { Topic } from '@convoscope/contracts';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { Counter, Histogram } from 'prom-client';
import type { BatchHandler } from '../bus.ts';
import type { BusMetrics } from '../bus-metrics.ts';
import type { Backoff } from '../bus-options.ts';
import type { BusDriver } from '../driver/bus-driver.ts';
import { createRecordDecoder, type RecordDecoder } from '../envelope/decode-record.ts';
import type { ObjectStore } from '@convoscope/objects';
import type { Parking } from '../parking/parking.ts';
import type { AttemptLog } from './attempt-log.ts';

/** What a subscription knows of one of its topics; metric children are looked up once. */
export interface SubscribedTopic {
  readonly topic: Topic;
  readonly physicalName: string;
  readonly maxBatchSize: number;
  readonly decode: RecordDecoder;
  readonly parking: Parking;
  readonly labels: { group: string; topic: string };
  readonly batchSize: Histogram.Internal<'group' | 'topic'>;
  readonly processingSeconds: Histogram.Internal<'group' | 'topic'>;
  readonly consumed: Counter.Internal;
}

/** Everything that processing a batch needs. */
export interface SubscriptionContext {
  readonly group: string;
  readonly handler: BatchHandler;
  /** By physical name. */
  readonly topics: ReadonlyMap<string, SubscribedTopic>;
  readonly driver: BusDriver;
  readonly telemetry: Telemetry;
  readonly metrics: BusMetrics;
  readonly clock: Clock;
  readonly attempts: AttemptLog;
  readonly backoff: Backoff;
  readonly random: () => number;
  readonly toPhysical: (topicName: string) => string;
  /** How long a partition may be worked on before others get their turn, ms. */
  readonly turnMs: () => number;
}

export function toSubscribedTopic(
  topic: Topic,
  options: {
    group: string;
    physicalName: string;
    maxBatchSize: number;
    parking: Parking;
    metrics: BusMetrics;
    objects: ObjectStore | undefined;
  },
): SubscribedTopic {
  const { group, physicalName, maxBatchSize, parking, metrics, objects } = options;
  const labels = { group, topic: topic.name };
  return {
    topic,
    physicalName,
    maxBatchSize,
    decode: createRecordDecoder(topic, objects),
    parking,
    labels,
    batchSize: metrics.batchSize.labels(labels),
    processingSeconds: metrics.processingSeconds.labels(labels),
    consumed: metrics.consumed.labels(labels),
  };
}
