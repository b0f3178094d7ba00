import type { Clock } from '@convoscope/telemetry';
import type { PartitionProgress } from '../bus.ts';
import type { BusDriver } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';

interface LastSeen {
  committed: bigint;
  progressedAtMs: number;
}

/** Asks the log how far groups are, and remembers when each of their partitions last moved. */
export function createProgressMonitor(driver: BusDriver, names: TopicNames, clock: Clock) {
  const lastSeen = new Map<string, LastSeen>();

  const remember = (id: string, committed: bigint, lag: number): number => {
    const before = lastSeen.get(id);
    const hasMoved = before === undefined || before.committed !== committed || lag === 0;
    const progressedAtMs = hasMoved ? clock.now() : before.progressedAtMs;
    lastSeen.set(id, { committed, progressedAtMs });
    return progressedAtMs;
  };

  const ofTopic = async (group: string, topicName: string): Promise<PartitionProgress[]> => {
    const physical = names.toPhysical(topicName);
    const committed = await driver.committed(names.toGroup(group), physical);
    const offsets = await driver.offsets(physical);
    return offsets.map(({ partition, low, high }) => {
      const position = committed.get(partition) ?? low;
      const from = position < low ? low : position > high ? high : position;
      const lag = Number(high - from);
      const lastProgressAtMs = remember(`${group}/${topicName}/${partition}`, from, lag);
      const nExpired = position < low ? Number(low - position) : 0;
      return {
        group,
        topic: topicName,
        partition,
        committed: from,
        end: high,
        lag,
        nExpired,
        lastProgressAtMs,
      };
    });
  };

  return {
    async progress(groups: readonly string[], topicNames: readonly string[]): Promise<PartitionProgress[]> {
      const pairs = groups.flatMap((group) => topicNames.map((topicName) => ofTopic(group, topicName)));
      return (await Promise.all(pairs)).flat();
    },
  };
}

export type ProgressMonitor = ReturnType<typeof createProgressMonitor>;
