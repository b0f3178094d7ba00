import type { Kafka, KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';

/** Consecutive offsets of one partition: from `start` up to, not including, `end`. */
export interface OffsetRange {
  readonly topic: string;
  readonly partition: number;
  readonly start: bigint;
  readonly end: bigint;
}

export type OnRecord = (range: OffsetRange, message: KafkaMessage) => void;

const READ_TIMEOUT_MS = 60_000;

/** Reads these ranges once, in order within each, as a consumer group that nobody else is in and that commits nothing. */
export async function readRanges(
  kafka: Kafka,
  ranges: readonly OffsetRange[],
  onRecord: OnRecord,
): Promise<void> {
  if (ranges.length === 0) return;
  const consumer = kafka.consumer({
    groupId: `fault-lab-${randomUUID()}`,
    maxWaitTimeInMs: 50,
    allowAutoTopicCreation: false,
  });
  const open = new Map(
    ranges.map((range) => [`${range.topic}|${range.partition}`, { range, at: range.start }]),
  );
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = (): void => reject(new Error(`could not read ${[...open.keys()].join(', ')}`));
  const timer = setTimeout(giveUp, READ_TIMEOUT_MS);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set(ranges.map(({ topic }) => topic))], fromBeginning: true });
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch: { topic, partition, messages } }) => {
        const reading = open.get(`${topic}|${partition}`);
        if (reading === undefined) return Promise.resolve();
        for (const message of messages) {
          const offset = BigInt(message.offset);
          // A batch that was compressed comes whole, also where it begins before the range.
          if (offset < reading.at || offset >= reading.range.end) continue;
          onRecord(reading.range, message);
          reading.at = offset + 1n;
        }
        if (BigInt(messages.at(-1)?.offset ?? '-1') + 1n >= reading.range.end)
          open.delete(`${topic}|${partition}`);
        if (open.size === 0) resolve();
        return Promise.resolve();
      },
    });
    for (const { topic, partition, start } of ranges)
      consumer.seek({ topic, partition, offset: String(start) });
    await promise;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
}
