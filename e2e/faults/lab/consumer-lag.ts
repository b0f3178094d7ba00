import type { Admin } from 'kafkajs';
import { TAPPED, type WireTap } from './wire-tap.ts';

/** Which topics each consumer group reads. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  translation: [TAPPED.ingested, TAPPED.deleted],
  categorisation: [TAPPED.translated, TAPPED.deleted],
  anomaly: [TAPPED.categorised, TAPPED.deleted],
  reporting: Object.values(TAPPED),
  lake: Object.values(TAPPED),
};

/** How far a group is on a partition. */
export interface GroupPosition {
  /** As `group topic/partition`, topics by their physical name. */
  readonly id: string;
  /** The first offset that is not committed. */
  readonly at: bigint;
  /** Records that are not committed yet. */
  readonly lag: number;
}

const groupNames: readonly string[] = Object.keys(GROUPS);

/** Where the groups stand, as the broker tells. A group that never committed lags by the whole topic. */
export async function readPositions(
  admin: Admin,
  prefix: string,
  groups: readonly string[] = groupNames,
): Promise<GroupPosition[]> {
  const ends = new Map<string, { partition: number; low: string; high: string }[]>();
  for (const topic of Object.values(TAPPED)) ends.set(topic, await admin.fetchTopicOffsets(prefix + topic));
  const found: GroupPosition[] = [];
  for (const group of groups) {
    const topics = (GROUPS[group] ?? []).map((topic) => prefix + topic);
    const committed = await admin.fetchOffsets({ groupId: prefix + group, topics });
    for (const { topic, partitions } of committed) {
      for (const { partition, low, high } of ends.get(topic.slice(prefix.length)) ?? []) {
        const stored = BigInt(partitions.find((p) => p.partition === partition)?.offset ?? '-1');
        const at = stored < BigInt(low) ? BigInt(low) : stored;
        found.push({ id: `${group} ${topic}/${partition}`, at, lag: Number(BigInt(high) - at) });
      }
    }
  }
  return found;
}

/** Records that some group has not committed yet, over all groups. */
export async function lagOf(tap: WireTap, groups: readonly string[] = groupNames): Promise<number> {
  const positions = await tap.admin((admin) => readPositions(admin, tap.prefix, groups));
  return positions.reduce((sum, { lag }) => sum + lag, 0);
}
