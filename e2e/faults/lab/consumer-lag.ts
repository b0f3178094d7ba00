import { TAPPED, type WireTap } from './wire-tap.ts';

/** Which topics each consumer group reads. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  translation: [TAPPED.ingested, TAPPED.deleted],
  categorisation: [TAPPED.translated, TAPPED.deleted],
  anomaly: [TAPPED.categorised, TAPPED.deleted],
  reporting: Object.values(TAPPED),
  lake: Object.values(TAPPED),
};

/** Records that some group has not committed yet, over all groups, as the broker tells. A group that never committed lags by the whole topic. */
export async function lagOf(tap: WireTap, groups: readonly string[] = Object.keys(GROUPS)): Promise<number> {
  return tap.admin(async (admin) => {
    const ends = new Map<string, { partition: number; low: string; high: string }[]>();
    for (const topic of Object.values(TAPPED))
      ends.set(topic, await admin.fetchTopicOffsets(tap.prefix + topic));
    let lag = 0;
    for (const group of groups) {
      const topics = (GROUPS[group] ?? []).map((topic) => tap.prefix + topic);
      const committed = await admin.fetchOffsets({ groupId: tap.prefix + group, topics });
      for (const { topic, partitions } of committed) {
        for (const { partition, low, high } of ends.get(topic.slice(tap.prefix.length)) ?? []) {
          const at = BigInt(partitions.find((p) => p.partition === partition)?.offset ?? '-1');
          lag += Number(BigInt(high) - (at < BigInt(low) ? BigInt(low) : at));
        }
      }
    }
    return lag;
  });
}
