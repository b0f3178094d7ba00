import { expect, it } from '@jest/globals';
import type { Admin, ConsumerRunConfig, EachBatchPayload, Kafka } from 'kafkajs';
import { readTopic } from './read-topic.ts';

const message = (offset: number) => ({
  ...{ offset: String(offset), key: null, value: Buffer.from(String(offset)), headers: {} },
  ...{ timestamp: '0', attributes: 0 },
});

/** A client that fetches these batches of offsets, one after the other. */
function clientWith(batches: readonly number[][]): { kafka: Kafka; admin: Admin } {
  const nothing = () => Promise.resolve();
  const consumer = {
    ...{
      connect: nothing,
      subscribe: nothing,
      disconnect: nothing,
      on: () => undefined,
      seek: () => undefined,
    },
    events: { CRASH: 'crash' },
    async run({ eachBatch }: ConsumerRunConfig) {
      for (const offsets of batches) {
        const batch = {
          ...{ partition: 0, messages: offsets.map(message), lastOffset: () => String(offsets.at(-1)) },
        };
        const payload = { batch, resolveOffset: () => undefined, heartbeat: nothing };
        await eachBatch?.(payload as unknown as EachBatchPayload);
      }
    },
  };
  const admin = { deleteGroups: nothing } as unknown as Admin;
  return { kafka: { consumer: () => consumer } as unknown as Kafka, admin };
}

it('gives no record twice where a rebalance in the middle delivers all of them again', async () => {
  const seen: bigint[] = [];
  await readTopic({
    ...clientWith([
      [0, 1],
      [2, 3],
      [0, 1, 2, 3],
      [4, 5],
    ]),
    topic: 'events',
    offsets: [{ partition: 0, low: 0n, high: 6n }],
    onBatch: ({ records }) => {
      for (const { offset } of records) seen.push(offset);
      return Promise.resolve();
    },
  });
  expect(seen).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
});
