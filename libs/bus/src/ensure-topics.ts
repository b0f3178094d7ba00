import { ConfigError, deadLetterTopicOf, type Topic } from '@convoscope/contracts';
import type { TopicSettings } from './bus-options.ts';
import type { BusDriver, TopicSpec } from './driver/bus-driver.ts';
import type { TopicNames } from './topic-names.ts';

const DAY_MS = 86_400_000;
export const DEFAULT_RETENTION_MS = 14 * DAY_MS;
export const DEAD_LETTER_RETENTION_FACTOR = 4;
/** How long dead letters are kept where events are kept for `retentionMs` (-1: for ever). */
export const deadLetterRetentionMs = (retentionMs: number): number =>
  retentionMs < 0 ? retentionMs : retentionMs * DEAD_LETTER_RETENTION_FACTOR;

/** Room for a value just under the claim-check limit, or a large one where no object store is configured. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** A dead letter is its original and up to a few KiB of headers. */
export const MAX_DEAD_LETTER_BYTES = MAX_RECORD_BYTES + 64 * 1024;

/**
 * Creates what is missing: each topic and its dead-letter topic (one partition: it is read by people). Topics that exist keep their
 * settings; one with fewer partitions than asked for is reported with ConfigError, since adding partitions would move keys and break
 * the order within them. More partitions than asked for are fine.
 */
export async function ensureTopics(
  driver: BusDriver,
  names: TopicNames,
  topics: readonly Topic[],
  settings: TopicSettings & { partitions: number },
): Promise<void> {
  const specs = topics.flatMap((topic) => toSpecs(topic, names, settings));
  const existing = await driver.partitionCounts(specs.map((spec) => spec.topic));
  const missing = specs.filter((spec) => !existing.has(spec.topic));
  if (missing.length > 0) await driver.createTopics(missing);
  const tooFew = specs.filter((spec) => (existing.get(spec.topic) ?? Infinity) < spec.partitions);
  if (tooFew.length === 0) return;
  throw new ConfigError(
    tooFew.map(
      ({ topic, partitions }) =>
        `topic ${topic} has ${existing.get(topic)} partition(s), ${partitions} are configured: lower the setting, or move to a new topic`,
    ),
  );
}

function toSpecs(
  topic: Topic,
  names: TopicNames,
  {
    partitions,
    replicationFactor = 1,
    retentionMs = DEFAULT_RETENTION_MS,
  }: TopicSettings & { partitions: number },
): TopicSpec[] {
  const durable: Record<string, string> = replicationFactor >= 3 ? { 'min.insync.replicas': '2' } : {};
  return [
    {
      topic: names.toPhysical(topic.name),
      partitions,
      replicationFactor,
      config: { ...durable, 'retention.ms': `${retentionMs}`, 'max.message.bytes': `${MAX_RECORD_BYTES}` },
    },
    {
      topic: names.toPhysical(deadLetterTopicOf(topic.name)),
      partitions: 1,
      replicationFactor,
      config: {
        ...durable,
        'retention.ms': `${deadLetterRetentionMs(retentionMs)}`,
        'max.message.bytes': `${MAX_DEAD_LETTER_BYTES}`,
      },
    },
  ];
}
