import type { Admin } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { protocolTypeOf } from './kafka-errors.ts';

/** The broker that was asked leads the partition no more, or not yet. */
const UNLED = ['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE'];
const TRY_EVERY_MS = 100;
const TIMEOUT_MS = 30_000;

async function retryOn<T>(types: readonly string[], work: () => Promise<T>): Promise<T> {
  const giveUpAtMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!types.includes(protocolTypeOf(error) ?? '') || performance.now() > giveUpAtMs) throw error;
    }
    await sleep(TRY_EVERY_MS);
  }
}

/** Does the work again while leaders move: a matter of moments, which kafkajs' admin does not wait out. Throws the last answer after half a minute. */
export const retryWhileUnled = <T>(work: () => Promise<T>): Promise<T> => retryOn(UNLED, work);

/**
 * Resolves once every partition of these new topics has a leader. kafkajs' own `waitForLeaders` fails where the broker that it asks has
 * not heard of the topic yet, which a busy cluster takes a moment for. Throws the broker's last answer after half a minute.
 */
export const awaitLeaders = (
  admin: Pick<Admin, 'fetchTopicMetadata'>,
  topics: readonly string[],
): Promise<void> =>
  retryOn([...UNLED, 'UNKNOWN_TOPIC_OR_PARTITION'], async () => {
    const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
    const isLed = metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    if (!isLed) throw Object.assign(new Error('a partition has no leader'), { type: 'LEADER_NOT_AVAILABLE' });
  });
