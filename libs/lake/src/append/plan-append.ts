import type { Snapshot } from '../delta/snapshot.ts';
import type { LakeEvent } from '../tables/dataset.ts';

/** How far a partition of a topic has come into its table, as the table itself says. */
export interface PartitionProgress {
  /** 0, and one more each time the topic was made anew and its offsets began again. */
  epoch: number;
  nextOffset: bigint;
  /** Newest append time among the written records, ms since the epoch: tells a repeat from a topic made anew. */
  lastAppendedAtMs: number;
}

/** Consecutive offsets of one partition that are written together. */
export interface OffsetRange {
  epoch: number;
  first: bigint;
  last: bigint;
}

/** What of a batch is still to be written, and as which range. */
export interface AppendPlan {
  events: readonly LakeEvent[];
  range: OffsetRange;
  lastAppendedAtMs: number;
}

/** The application in the table's log whose version is the next offset of a partition. */
export const offsetApp = (topic: string, partition: number, epoch: number): string =>
  `${topic}/${partition}${epoch === 0 ? '' : `/e${epoch}`}`;

/** Its companion, whose version is the newest append time. */
export const appendTimeApp = (topic: string, partition: number, epoch: number): string =>
  `${offsetApp(topic, partition, epoch)}/appended-at`;

export function progressOf(
  { transactions }: Pick<Snapshot, 'transactions'>,
  topic: string,
  partition: number,
): PartitionProgress {
  let epoch = 0;
  while (transactions.has(offsetApp(topic, partition, epoch + 1))) epoch += 1;
  return {
    epoch,
    nextOffset: BigInt(transactions.get(offsetApp(topic, partition, epoch)) ?? 0),
    lastAppendedAtMs: transactions.get(appendTimeApp(topic, partition, epoch)) ?? -1,
  };
}

/**
 * Offsets began again at 0: an event lies before what is written and yet is newer than all of it. A repeat never is, because the newest append
 * time is the maximum over what was written.
 */
const isTopicMadeAnew = (progress: PartitionProgress, { position, appendedAtMs }: LakeEvent): boolean =>
  position.offset < progress.nextOffset && appendedAtMs > progress.lastAppendedAtMs;

/** Leaves out what is written already; null where nothing is left. `events` are consecutive events of one partition. Pure. */
export function planAppend(progress: PartitionProgress, events: readonly LakeEvent[]): AppendPlan | null {
  const isNew = events.some((event) => isTopicMadeAnew(progress, event));
  const { epoch, nextOffset, lastAppendedAtMs } = isNew
    ? { epoch: progress.epoch + 1, nextOffset: 0n, lastAppendedAtMs: -1 }
    : progress;
  const fresh = events.filter(({ position }) => position.offset >= nextOffset);
  const [first, last] = [fresh[0], fresh.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    events: fresh,
    range: { epoch, first: first.position.offset, last: last.position.offset },
    lastAppendedAtMs: fresh.reduce((newest, one) => Math.max(newest, one.appendedAtMs), lastAppendedAtMs),
  };
}
