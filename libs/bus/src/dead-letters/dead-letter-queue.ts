import { deadLetterTopicOf, PermanentError, type Topic } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { DeadLetter, ReplayResult } from '../bus.ts';
import type { BusDriver, RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { CLAIM_CHECK_BYTES, checkIn } from '../envelope/claim-check.ts';
import { validatorOf } from '../envelope/data-validator.ts';
import { HEADER } from '../envelope/cloud-events-codec.ts';
import type { TopicNames } from '../topic-names.ts';
import { parseDeadLetter } from './dead-letter-record.ts';
import { readPlace } from './dead-letter-headers.ts';
import type { LetterIndex, PendingLetters, Whose } from './pending-letters.ts';
import { toReplayRecord, type EditedBody } from './replay-mark.ts';
import { toResolutionRecord } from './resolution-record.ts';

/** Records appended in one request. */
const APPEND_BATCH = 200;

export interface DeadLetterSource {
  driver: BusDriver;
  index: LetterIndex;
  names: TopicNames;
  topic: Topic;
  objects?: ObjectStore | undefined;
  now?: () => number;
}

/** Id of a dead letter: `<partition>-<offset>`. */
export const deadLetterId = (letter: Pick<DeadLetter, 'position'>): string =>
  `${letter.position.partition}-${letter.position.offset}`;

const physicalOf = ({ names, topic }: DeadLetterSource): string =>
  names.toPhysical(deadLetterTopicOf(topic.name));

/** The newest so many letters that wait, or those with these ids, oldest first. Reads what is new, and from the first of these letters to the last. */
export async function listDeadLetters(
  source: DeadLetterSource,
  which: number | readonly string[],
  whose?: Whose,
): Promise<DeadLetter[]> {
  const pending = await source.index.read(physicalOf(source));
  const wanted = typeof which === 'number' ? pending.newest(which, whose) : pending.choose(which, whose);
  const letters: DeadLetter[] = [];
  await readLetters(source, wanted, (partition, record) => {
    const letter = parseDeadLetter(deadLetterTopicOf(source.topic.name), partition, record);
    letters.push({ ...letter, behind: pending.behind(readPlace(record.headers)) });
    return Promise.resolve();
  });
  return letters;
}

/** Reads the records at these positions of the dead-letter topic, in order. */
async function readLetters(
  source: DeadLetterSource,
  wanted: PendingLetters['letters'],
  visit: (partition: number, record: StoredRecord) => Promise<void>,
): Promise<void> {
  const first = wanted[0];
  if (first === undefined) return;
  const ids = new Set(wanted.map(({ partition, offset }) => `${partition}-${offset}`));
  const from = new Map<number, bigint>();
  const to = new Map<number, bigint>();
  // In order: the first of a partition comes first, and the last last.
  for (const { partition, offset } of wanted) {
    if (!from.has(partition)) from.set(partition, offset);
    to.set(partition, offset + 1n);
  }
  await source.driver.read(
    physicalOf(source),
    async ({ partition, records }) => {
      for (const record of records)
        if (ids.has(`${partition}-${record.offset}`)) await visit(partition, record);
    },
    { from, to },
  );
}

/**
 * Appends what waits to its topic again, for its group. Letters behind an earlier one of their key are left to the consumer, which lets
 * them go when that one went through. What is replayed already is not found any more.
 */
export async function replayDeadLetters(
  source: DeadLetterSource,
  ids: readonly string[] | 'all',
  edited?: { data: unknown },
  whose?: Whose,
): Promise<ReplayResult> {
  if (edited !== undefined && (ids === 'all' || ids.length !== 1))
    throw new PermanentError('edit one dead letter at a time', { code: 'BUS_EDIT_ONE' });
  const pending = await source.index.read(physicalOf(source));
  const chosen = pending.choose(ids, whose);
  const ready = chosen.filter(({ place }) => pending.behind(place) === null);
  const append = createAppender(source.driver, source.names.toPhysical(source.topic.name));
  await readLetters(source, ready, async (_, record) => {
    const body = edited === undefined ? undefined : await toEditedBody(source, record, edited.data);
    await append.add(toReplayRecord(record, body));
  });
  await append.flush();
  return { nReplayed: append.count(), nWaiting: chosen.length - ready.length };
}

async function toEditedBody(
  { topic, objects, now = Date.now }: DeadLetterSource,
  record: StoredRecord,
  data: unknown,
): Promise<EditedBody> {
  const problem = validatorOf(topic)(data);
  if (problem !== null)
    throw new PermanentError(`the edited event does not fit ${topic.name}: ${problem}`, {
      code: 'BUS_EVENT_INVALID',
    });
  const value = Buffer.from(JSON.stringify(data));
  if (value.length <= CLAIM_CHECK_BYTES || objects === undefined)
    return { topic: topic.name, value, dataRef: null };
  const tenant = record.headers[HEADER.tenant]?.toString('utf8') ?? 'default';
  const dataRef = await checkIn(objects, { tenant, topic: topic.name }, value, now());
  return { topic: topic.name, value: Buffer.alloc(0), dataRef };
}

/** Says in the dead-letter topic that these letters are given up. Those that are gone already are not found any more. */
export async function dropDeadLetters(
  source: DeadLetterSource,
  ids: readonly string[],
  note: { at: string; by: string; because: string },
): Promise<number> {
  const pending = await source.index.read(physicalOf(source));
  const append = createAppender(source.driver, physicalOf(source));
  for (const { place, key } of pending.choose(ids))
    await append.add(toResolutionRecord(key, 'dropped', place, note));
  await append.flush();
  return append.count();
}

function createAppender(driver: BusDriver, topic: string) {
  let waiting: RawRecord[] = [];
  let nAppended = 0;
  const flush = async (): Promise<void> => {
    const records = waiting;
    waiting = [];
    if (records.length > 0) await driver.produce([{ topic, records }]);
    nAppended += records.length;
  };
  return {
    async add(record: RawRecord): Promise<void> {
      if (waiting.push(record) >= APPEND_BATCH) await flush();
    },
    flush,
    count: () => nAppended,
  };
}
