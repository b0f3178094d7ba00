import type { ObjectStore } from '@convoscope/objects';
import type { Clock, Telemetry } from '@convoscope/telemetry';

export const DEFAULT_TOPIC_PREFIX = 'convoscope.';
export const DEFAULT_STALL_AFTER_MS = 60_000;

/** Full jitter: uniform in [0, min(maxDelayMs, baseDelayMs · 2^failures)). */
export interface Backoff {
  baseDelayMs: number;
  maxDelayMs: number;
}

export const DEFAULT_BACKOFF: Backoff = { baseDelayMs: 200, maxDelayMs: 30_000 };

/** How topics are created where they are missing. */
export interface TopicSettings {
  /** Default 6 on Kafka, 4 in memory. */
  partitions?: number;
  /** Default 1; 3 in production, then `min.insync.replicas` is 2. */
  replicationFactor?: number;
  /** Default 14 days; -1 keeps everything. Dead letters are kept four times as long. */
  retentionMs?: number;
}

/** What both drivers' buses take. */
export interface BusOptions {
  telemetry: Telemetry;
  /** Name of this process in logs. */
  service: string;
  /** In front of every topic name and group. Default `convoscope.`. */
  topicPrefix?: string;
  /** Where values above 512 KiB are kept; without it they travel inline. */
  objects?: ObjectStore;
  clock?: Clock;
  /** Pause between two tries of a batch after a TransientError. Default 200 ms doubling to 30 s, full jitter. */
  backoff?: Backoff;
  /** Uniform in [0, 1); for tests. */
  random?: () => number;
  topics?: TopicSettings;
  /** A partition with lag and no progress is found to be stuck after this long at the latest. Default 60 000. */
  stallAfterMs?: number;
  /** How often lag and progress are read for metrics and health. Default 5 000. */
  healthRefreshMs?: number;
  /** How often the age of what is still to be processed is compared with the retention of its topic. Default 60 000. */
  retentionCheckMs?: number;
  /** How often members look whether what they hold back may go on. Only while they hold something. Default 5 000. */
  parkingCheckMs?: number;
  /** Most events of a topic that may wait in its dead-letter topic for one group; beyond, the partition stands still. Default 50 000. */
  maxParked?: number;
}
