import { deadLetterTopicOf, topics } from '@convoscope/contracts';
import { toDeadLetterRecord } from '../../src/dead-letters/dead-letter-record.ts';
import type { BatchConsumer, BatchVerdict, BusDriver, RawBatch } from '../../src/driver/bus-driver.ts';
import type { MemoryDriver } from '../../src/memory/memory-driver.ts';
import type { Sabotage } from './bus-world.ts';

export interface PlantedFault {
  name: string;
  /** Says, in the words of the laws, what is broken by it. */
  breaks: string;
  plant: () => Sabotage;
}

type Wrap = (onBatch: BatchConsumer, driver: BusDriver) => BatchConsumer;

const wrapping = (wrap: Wrap): Sabotage => ({
  driver: (driver) => ({
    ...driver,
    consume: (options) => driver.consume({ ...options, onBatch: wrap(options.onBatch, driver) }),
  }),
});

const endOf = ({ records }: RawBatch): bigint => (records.at(-1)?.offset ?? -1n) + 1n;

const commitsTheHighest: Wrap = (onBatch) => async (batch, control) => {
  const verdict = await onBatch(batch, control);
  return verdict.kind === 'retry' ? { ...verdict, nextOffset: endOf(batch) } : verdict;
};

const commitsBeforeHandling: Wrap = (onBatch) => async (batch, control) => {
  await control.commit(endOf(batch));
  return onBatch(batch, control);
};

/** What was handed over once, to whomever, is not handed over again. */
function skipsRedelivery(): Sabotage {
  const handedOver = new Set<string>();
  return wrapping((onBatch) => (batch, control) => {
    const placeOf = (offset: bigint): string => `${batch.partition}/${offset}`;
    const records = [...batch.records].filter(({ offset }) => !handedOver.has(placeOf(offset)));
    for (const { offset } of records) handedOver.add(placeOf(offset));
    return records.length === 0
      ? Promise.resolve({ kind: 'continue', nextOffset: endOf(batch) })
      : onBatch({ ...batch, records }, control);
  });
}

const worksBackwards: Wrap = (onBatch) => async (batch, control) => {
  const uncommitted = { signal: control.signal, shouldYield: () => false, commit: () => Promise.resolve() };
  let verdict: BatchVerdict = { kind: 'continue', nextOffset: endOf(batch) };
  for (const record of [...batch.records].toReversed()) {
    const own = await onBatch({ ...batch, records: [record] }, uncommitted);
    if (own.kind !== 'continue' || own.nextOffset === record.offset)
      verdict = { ...own, nextOffset: batch.records.at(0)?.offset ?? 0n } as BatchVerdict;
  }
  return verdict;
};

/** Gives up on what could be retried. */
const parksWhatCouldBeRetried: Wrap = (onBatch, driver) => async (batch, control) => {
  const verdict = await onBatch(batch, control);
  const first = [...batch.records].find(
    ({ offset }) => verdict.kind === 'retry' && offset === verdict.nextOffset,
  );
  if (first === undefined) return verdict;
  const parked = toDeadLetterRecord(first, {
    ...{ originalTopic: topics.feedbackGiven.name, originalPartition: batch.partition, group: 'model' },
    ...{ originalOffset: first.offset, behind: null, reason: 'gave-up', cause: undefined, attempts: 1 },
    ...{ firstFailedAt: '2026-01-01T00:00:00.000Z', lastFailedAt: '2026-01-01T00:00:00.000Z' },
  });
  await driver.produce([{ topic: deadLetterTopicOf(topics.feedbackGiven.name), records: [parked] }]);
  return { kind: 'continue', nextOffset: first.offset + 1n };
};

const movesBack = (): Sabotage => ({
  storage: (storage) => ({
    ...storage,
    commits: {
      ...storage.commits,
      set: async (group, topic, partition, offset) => {
        await storage.commits.set(group, topic, partition, offset);
        await storage.commits.set(group, topic, partition, offset - 1n);
      },
    },
  }),
});

const losesDeadLetters = (): Sabotage => ({
  driver: (driver) => ({ ...driver, produce: () => Promise.resolve() }),
});

/** Leaves the group without finishing what it has in hand. */
const leavesInHaste = (): Sabotage => ({
  driver: (driver) => ({
    ...driver,
    consume: async (options) => {
      const consumer = await driver.consume(options);
      return { ...consumer, stop: () => Promise.resolve((driver as MemoryDriver).crash()) };
    },
  }),
});

/** A member that takes over knows nothing of what the one before had parked. */
const forgetsWhatIsParked = (): Sabotage => ({
  driver: (driver) => ({ ...driver, read: () => Promise.resolve() }),
});

/** Each is what a real bus has got wrong; the model must find every one. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'the highest offset is committed instead of the contiguous one',
    breaks: 'only what is done is committed|nothing is lost',
    plant: () => wrapping(commitsTheHighest),
  },
  {
    name: 'an offset is committed before its record is handled',
    breaks: 'only what is done is committed|nothing is lost',
    plant: () => wrapping(commitsBeforeHandling),
  },
  { name: 'what comes again is skipped', breaks: 'nothing is lost', plant: skipsRedelivery },
  {
    name: 'the records of a batch are worked on backwards',
    breaks: 'effects keep the order of their key',
    plant: () => wrapping(worksBackwards),
  },
  {
    name: 'what is parked is forgotten when a partition moves',
    breaks: 'later events of a parked key wait|nothing is stuck|nothing is repeated',
    plant: forgetsWhatIsParked,
  },
  {
    name: 'what could be retried is parked',
    breaks: 'only what is injected is parked|nothing is lost',
    plant: () => wrapping(parksWhatCouldBeRetried),
  },
  { name: 'dead letters vanish', breaks: 'nothing is lost', plant: losesDeadLetters },
  {
    name: 'a late commit moves the position back',
    breaks: 'a commit never goes back|nothing is stuck',
    plant: movesBack,
  },
  {
    name: 'a member leaves without finishing what it has in hand',
    breaks: 'nothing is repeated without a need',
    plant: leavesInHaste,
  },
];
