import { deadLetterTopicOf, type Topic } from '@convoscope/contracts';
import type { DeadLetter } from '../bus.ts';
import type { BusDriver, RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';
import { parseDeadLetter, toOriginalRecord } from './dead-letter-record.ts';

/** Records appended to the original topic in one request when replaying. */
const REPLAY_BATCH = 200;

/** Id of a dead letter: `<partition>-<offset>`. */
export const deadLetterId = (letter: Pick<DeadLetter, 'position'>): string =>
  `${letter.position.partition}-${letter.position.offset}`;

/** The newest `limit` dead letters of a topic, newest last within a partition. Reads the whole dead-letter topic; keeps `limit`. */
export async function listDeadLetters(
  driver: BusDriver,
  names: TopicNames,
  topic: Topic,
  limit: number,
): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  await forEachRecord(driver, names, topic, (partition, record) => {
    letters.push(parseDeadLetter(deadLetterTopicOf(topic.name), partition, record));
    if (letters.length > limit * 2) letters.splice(0, letters.length - limit);
  });
  return letters.slice(-limit);
}

/**
 * Appends the original records to the original topic, in the order in which they were dead-lettered. The dead letters stay: replaying
 * twice appends twice, and consumers see events they have already processed, with the same ids.
 */
export async function replayDeadLetters(
  driver: BusDriver,
  names: TopicNames,
  topic: Topic,
  ids: readonly string[] | 'all',
): Promise<number> {
  const wanted = ids === 'all' ? undefined : new Set(ids);
  const target = names.toPhysical(topic.name);
  let pending: RawRecord[] = [];
  let nReplayed = 0;
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const records = pending;
    pending = [];
    await driver.produce([{ topic: target, records }]);
    nReplayed += records.length;
  };
  await forEachRecord(driver, names, topic, async (partition, record) => {
    if (wanted && !wanted.has(`${partition}-${record.offset}`)) return;
    pending.push(toOriginalRecord(record));
    if (pending.length >= REPLAY_BATCH) await flush();
  });
  await flush();
  return nReplayed;
}

const forEachRecord = (
  driver: BusDriver,
  names: TopicNames,
  topic: Topic,
  visit: (partition: number, record: StoredRecord) => void | Promise<void>,
): Promise<void> =>
  driver.read(names.toPhysical(deadLetterTopicOf(topic.name)), async (batch) => {
    for (const record of batch.records) await visit(batch.partition, record);
  });
