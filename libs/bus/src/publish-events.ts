import { PermanentError, type Event, type Topic } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Telemetry } from '@convoscope/telemetry';
import type { BusMetrics } from './bus-metrics.ts';
import type { BusDriver, RawRecord } from './driver/bus-driver.ts';
import { CLAIM_CHECK_BYTES, checkIn } from './envelope/claim-check.ts';
import { encodeRecord } from './envelope/cloud-events-codec.ts';
import { validatorOf } from './envelope/data-validator.ts';

export interface PublisherOptions {
  driver: BusDriver;
  telemetry: Telemetry;
  metrics: BusMetrics;
  objects: ObjectStore | undefined;
  toPhysical: (topicName: string) => string;
  now: () => number;
}

const EMPTY = Buffer.alloc(0);

/**
 * Publishes whole batches. An event that does not match its topic's schema makes the call throw PermanentError `BUS_EVENT_INVALID`
 * before anything is sent: within a handler, the event it was derived from is then found and dead-lettered.
 */
export function createPublisher(options: PublisherOptions) {
  const { driver, telemetry, metrics, toPhysical } = options;
  return async <T>(topic: Topic<T>, events: readonly Event<T>[]): Promise<void> => {
    if (events.length === 0) return;
    const records = await toRecords(options, topic, events);
    const produce = async (): Promise<void> => {
      const startedAt = performance.now();
      await driver.produce([{ topic: toPhysical(topic.name), records }]);
      metrics.publishSeconds.observe({ topic: topic.name }, (performance.now() - startedAt) / 1_000);
    };
    await telemetry.span(`publish ${topic.name}`, produce, {
      attributes: {
        'messaging.destination.name': topic.name,
        'messaging.batch.message_count': events.length,
      },
    });
    metrics.published.inc({ topic: topic.name }, events.length);
  };
}

async function toRecords(
  { telemetry, objects, now }: PublisherOptions,
  topic: Topic,
  events: readonly Event[],
): Promise<RawRecord[]> {
  const validate = validatorOf(topic);
  let traceparent: string | undefined;
  const records: RawRecord[] = [];
  for (const given of events) {
    checkEvent(topic, given, validate(given.data));
    const event =
      given.traceparent === undefined
        ? { ...given, traceparent: (traceparent ??= telemetry.traceparent()) }
        : given;
    const body = Buffer.from(JSON.stringify(event.data));
    const isLarge = body.length > CLAIM_CHECK_BYTES && objects !== undefined;
    records.push(
      isLarge
        ? encodeRecord(event, EMPTY, await checkIn(objects, event, body, now()))
        : encodeRecord(event, body),
    );
  }
  return records;
}

function checkEvent(topic: Topic, event: Event, problem: string | null): void {
  const misplaced = event.topic === topic.name ? null : `it is an event of ${event.topic}`;
  const incomplete = event.id && event.source && event.tenant ? null : 'id, source or tenant is empty';
  const found = misplaced ?? incomplete ?? problem;
  if (found === null) return;
  throw new PermanentError(`cannot publish ${event.id} on ${topic.name}: ${found}`, {
    code: 'BUS_EVENT_INVALID',
    context: { topic: topic.name, id: event.id, key: event.key },
  });
}
