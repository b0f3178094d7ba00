import type { Clock } from '@convoscope/telemetry';
import type { PartitionProgress, TimeLag } from '../bus.ts';
import type { BusDriver } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';
import type { ProgressMonitor } from './progress-monitor.ts';

const DAY_MS = 86_400_000;
/** Ages are found by halving until they are known to this share of themselves. */
const PRECISION = 0.02;
const LEAST_MS = 1_000;
/** Where the log keeps everything, nothing older than this is told apart. */
const LONGEST_MS = 400 * DAY_MS;
/** Two looks that are closer than this say nothing about the rate: the age is known to 2 % only. */
const RATE_WINDOW_MS = 30_000;

export interface RetentionFacts {
  timeLagMs: number;
  retentionMs: number | null;
  lossInMs: number | null;
  nExpired: number;
}

/**
 * `lost` when events were deleted unprocessed; `risk` when the oldest unprocessed event has used up half of the retention, or a tenth and at
 * this rate all of it within a day.
 */
export function judgeRetention({
  timeLagMs,
  retentionMs,
  lossInMs,
  nExpired,
}: RetentionFacts): TimeLag['verdict'] {
  if (nExpired > 0) return 'lost';
  if (retentionMs === null) return 'fine';
  if (timeLagMs >= retentionMs / 2) return 'risk';
  return lossInMs !== null && lossInMs <= DAY_MS && timeLagMs >= retentionMs / 10 ? 'risk' : 'fine';
}

/** The largest age at which something unprocessed is that old or older; 0 where nothing is. */
async function oldestAgeMs(
  isAnyOlder: (ageMs: number) => Promise<boolean>,
  longestMs: number,
): Promise<number> {
  if (!(await isAnyOlder(LEAST_MS))) return LEAST_MS;
  let [low, high] = [LEAST_MS, longestMs];
  while (high - low > Math.max(LEAST_MS, low * PRECISION)) {
    // The geometric middle: ages of seconds and of days are found equally fast.
    const middle = Math.max(low + 1, Math.round(Math.sqrt(low * high)));
    if (middle >= high) break;
    if (await isAnyOlder(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Compares the age of what is unprocessed with how long topics keep it, and remembers the last look to know the rate. */
export function createRetentionWatch(
  driver: BusDriver,
  names: TopicNames,
  monitor: Pick<ProgressMonitor, 'progress'>,
  clock: Clock,
) {
  const before = new Map<string, { atMs: number; timeLagMs: number }>();

  const lossInMs = (id: string, timeLagMs: number, retentionMs: number | null): number | null => {
    const now = clock.now();
    const last = before.get(id);
    if (last === undefined || now - last.atMs >= RATE_WINDOW_MS) before.set(id, { atMs: now, timeLagMs });
    if (retentionMs === null || last === undefined || now - last.atMs < RATE_WINDOW_MS) return null;
    const growth = (timeLagMs - last.timeLagMs) / (now - last.atMs);
    return growth <= 0 ? null : Math.max(0, Math.round((retentionMs - timeLagMs) / growth));
  };

  const ageOf = async (
    physical: string,
    behind: readonly PartitionProgress[],
    longestMs: number,
  ): Promise<number> => {
    if (behind.length === 0) return 0;
    const now = clock.now();
    return oldestAgeMs(async (ageMs) => {
      const first = await driver.offsetsAt(physical, now - ageMs);
      return behind.some(({ partition, committed }) => (first.get(partition) ?? 0n) > committed);
    }, longestMs);
  };

  const ofTopic = async (group: string, topic: string): Promise<TimeLag> => {
    const physical = names.toPhysical(topic);
    const partitions = await monitor.progress([group], [topic]);
    const nExpired = partitions.reduce((sum, partition) => sum + partition.nExpired, 0);
    const retentionMs = await driver.retentionMs(physical);
    const behind = partitions.filter(({ lag }) => lag > 0);
    const timeLagMs = await ageOf(
      physical,
      behind,
      Math.max(2 * LEAST_MS, 2 * (retentionMs ?? LONGEST_MS / 2)),
    );
    const facts = {
      timeLagMs,
      retentionMs,
      nExpired,
      lossInMs: lossInMs(`${group}/${topic}`, timeLagMs, retentionMs),
    };
    return { group, topic, ...facts, verdict: judgeRetention(facts) };
  };

  return {
    async timeLags(groups: readonly string[], topicNames: readonly string[]): Promise<TimeLag[]> {
      const lags: TimeLag[] = [];
      for (const group of groups) for (const topic of topicNames) lags.push(await ofTopic(group, topic));
      return lags;
    },
  };
}

export type RetentionWatch = ReturnType<typeof createRetentionWatch>;
