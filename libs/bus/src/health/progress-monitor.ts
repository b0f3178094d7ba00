import type { Clock } from '@convoscope/telemetry';
import type { PartitionProgress } from '../bus.ts';
import type { BusDriver, PartitionOffsets } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';

interface LastSeen {
  committed: bigint;
  progressedAtMs: number;
}

/**
 * Asks the log how far groups are, and remembers when each of their partitions last moved. One request a group and one look at each topic, however many of
 * the two go together.
 */
export function createProgressMonitor(driver: BusDriver, names: TopicNames, clock: Clock) {
  const lastSeen = new Map<string, LastSeen>();

  const remember = (id: string, committed: bigint, lag: number): number => {
    const before = lastSeen.get(id);
    const hasMoved = before === undefined || before.committed !== committed || lag === 0;
    const progressedAtMs = hasMoved ? clock.now() : before.progressedAtMs;
    lastSeen.set(id, { committed, progressedAtMs });
    return progressedAtMs;
  };

  const ofTopic = (
    { group, topic }: Consumed,
    offsets: readonly PartitionOffsets[],
    committed: ReadonlyMap<number, bigint | null> | undefined,
  ): PartitionProgress[] =>
    offsets.map(({ partition, low, high }) => {
      const position = committed?.get(partition) ?? low;
      const from = position < low ? low : position > high ? high : position;
      const lag = Number(high - from);
      const lastProgressAtMs = remember(`${group}/${topic}/${partition}`, from, lag);
      const nExpired = position < low ? Number(low - position) : 0;
      return { group, topic, partition, committed: from, end: high, lag, nExpired, lastProgressAtMs };
    });

  /** What was committed is asked first: an end that is older than it would be no lag, a newer one is at most a moment's. */
  async function progressOf(consumed: readonly Consumed[]): Promise<PartitionProgress[]> {
    const byGroup = [...Map.groupBy(consumed, ({ group }) => group)];
    const committed = new Map(
      await Promise.all(
        byGroup.map(async ([group, ofGroup]) => {
          const topics = ofGroup.map(({ topic }) => names.toPhysical(topic));
          return [group, await driver.committed(names.toGroup(group), topics)] as const;
        }),
      ),
    );
    const topics = [...new Set(consumed.map(({ topic }) => names.toPhysical(topic)))];
    const offsets = new Map(
      await Promise.all(topics.map(async (topic) => [topic, await driver.offsets(topic)] as const)),
    );
    return consumed.flatMap((one) => {
      const physical = names.toPhysical(one.topic);
      return ofTopic(one, offsets.get(physical) ?? [], committed.get(one.group)?.get(physical));
    });
  }

  return {
    progressOf,
    progress: (groups: readonly string[], topicNames: readonly string[]): Promise<PartitionProgress[]> =>
      progressOf(groups.flatMap((group) => topicNames.map((topic) => ({ group, topic })))),
  };
}

/** A topic, by name, that a group consumes. */
export interface Consumed {
  group: string;
  topic: string;
}

export type ProgressMonitor = ReturnType<typeof createProgressMonitor>;
