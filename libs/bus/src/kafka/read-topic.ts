import { TransientError } from '@convoscope/contracts';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { PartitionOffsets, RawBatch } from '../driver/bus-driver.ts';
import { toBusError, translateErrors } from './kafka-errors.ts';
import { toStoredRecord } from './to-stored-record.ts';

const NO_PROGRESS_MS = 60_000;

interface Reading {
  kafka: Kafka;
  admin: Admin;
  topic: string;
  /** Each partition is read from `low` to `high`. */
  offsets: readonly PartitionOffsets[];
  onBatch: (batch: RawBatch) => Promise<void>;
  signal?: AbortSignal | undefined;
}

/**
 * Reads each partition from `low` up to `high`. kafkajs reads only as a member of a group, so this makes a group of its own, commits
 * nothing and removes the group afterwards.
 */
export async function readTopic(reading: Reading): Promise<void> {
  const { kafka, admin, topic, offsets } = reading;
  const open = new Map(
    offsets.filter(({ low, high }) => low < high).map((range) => [range.partition, range]),
  );
  if (open.size === 0) return;
  const groupId = `convoscope.scan.${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, allowAutoTopicCreation: false });
  try {
    await translateErrors(`read ${topic}`, async () => {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
    });
    await consumeUntil(consumer, reading, open);
  } finally {
    await consumer.disconnect();
    // An empty group vanishes by itself in time: failing to remove it now is no failure of the reading.
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}

async function consumeUntil(
  consumer: Consumer,
  { topic, onBatch, signal }: Reading,
  open: Map<number, PartitionOffsets>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stuck = new TransientError(`reading ${topic} made no progress`, { code: 'BUS_READ_STALLED' });
  const timer = setTimeout(() => reject(stuck), NO_PROGRESS_MS);
  const giveUp = (): void => reject(signal?.reason as Error);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(toBusError(payload.error, `read ${topic}`)));
  const eachBatch = async ({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> => {
    timer.refresh();
    const range = open.get(batch.partition);
    if (range === undefined) return;
    const { low, high: end } = range;
    // The first fetch may begin before the seek has taken effect.
    const records = batch.messages.map(toStoredRecord).filter(({ offset }) => offset >= low && offset < end);
    if (records.length > 0) await onBatch({ topic, partition: batch.partition, records, endOffset: end });
    const next = BigInt(batch.lastOffset()) + 1n;
    resolveOffset(batch.lastOffset());
    // After a rebalance everything comes again from the start: what the reader has is not given to it twice.
    if (next >= end) open.delete(batch.partition);
    else if (next > low) open.set(batch.partition, { ...range, low: next });
    if (open.size === 0) resolve();
    await heartbeat();
  };
  try {
    // What the reader throws is the reader's business: the client must not see it, it would try again.
    const safely = (payload: EachBatchPayload): Promise<void> =>
      eachBatch(payload).catch((error: unknown) => {
        open.clear();
        reject(error);
      });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: safely });
    for (const { partition, low } of open.values()) consumer.seek({ topic, partition, offset: String(low) });
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
