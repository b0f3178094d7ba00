import type { HealthState } from '@convoscope/telemetry';
import type { PartitionProgress } from './bus.ts';
import type { BusMetrics } from './bus-metrics.ts';
import type { BusOptions } from './bus-options.ts';
import { describeThrown } from './consume/classify-error.ts';
import type { ProgressMonitor } from './consume/progress-monitor.ts';
import type { RunningSubscription } from './consume/start-subscription.ts';
import { systemTime } from './system-time.ts';

const DEFAULT_STALL_AFTER_MS = 60_000;
const REFRESH_EVERY_MS = 10_000;

export interface HealthParts {
  options: BusOptions;
  metrics: BusMetrics;
  monitor: ProgressMonitor;
  subscriptions: ReadonlySet<RunningSubscription>;
}

/**
 * Watches that subscriptions move. Two checks named `bus`:
 * live - fails when a subscription ended by itself, or a partition has lag and has not moved for `stallAfterMs` although nothing makes it
 *   wait: a restart helps. Whether the broker can be reached does not count.
 * ready - fails also while a partition stands still because what its handler needs is down.
 */
export function watchHealth(parts: HealthParts): { stop(): void } {
  const { options } = parts;
  let latest: PartitionProgress[] = [];
  const refresh = async (): Promise<void> => {
    try {
      latest = await readProgress(parts);
      publishMetrics(parts, latest);
    } catch (error) {
      options.telemetry.logger.debug({ err: describeThrown(error) }, 'progress of the bus could not be read');
    }
  };
  const timer = setInterval(() => void refresh(), options.healthRefreshMs ?? REFRESH_EVERY_MS);
  timer.unref();
  options.telemetry.addHealthCheck('live', 'bus', () => toState(parts, latest, false));
  options.telemetry.addHealthCheck('ready', 'bus', () => toState(parts, latest, true));
  return { stop: () => clearInterval(timer) };
}

async function readProgress({ monitor, subscriptions }: HealthParts): Promise<PartitionProgress[]> {
  const perSubscription = [...subscriptions].map(({ group, topicNames }) =>
    monitor.progress([group], topicNames),
  );
  return (await Promise.all(perSubscription)).flat();
}

function publishMetrics({ metrics, options }: HealthParts, progress: readonly PartitionProgress[]): void {
  const now = (options.clock ?? systemTime).now();
  for (const { group, topic, partition, lag, lastProgressAtMs } of progress) {
    const labels = { group, topic, partition: String(partition) };
    metrics.lag.set(labels, lag);
    metrics.secondsSinceProgress.set(labels, lag === 0 ? 0 : (now - lastProgressAtMs) / 1_000);
  }
}

function toState(
  parts: HealthParts,
  progress: readonly PartitionProgress[],
  countsWaiting: boolean,
): HealthState {
  const { options, subscriptions } = parts;
  const now = (options.clock ?? systemTime).now();
  const stallAfterMs = options.stallAfterMs ?? DEFAULT_STALL_AFTER_MS;
  const ended = [...subscriptions].flatMap(({ group, failure }) => {
    const why = failure();
    return why === null ? [] : [`${group}: ${why}`];
  });
  const isWaiting = ({ group, topic }: PartitionProgress): boolean =>
    [...subscriptions].some(
      (subscription) => subscription.group === group && subscription.nWaiting(topic) > 0,
    );
  const stuck = progress
    .filter(({ lag, lastProgressAtMs }) => lag > 0 && now - lastProgressAtMs > stallAfterMs)
    .filter((partition) => countsWaiting || !isWaiting(partition))
    .map(
      ({ group, topic, partition, lag }) => `${group}: ${topic}/${partition} has not moved, ${lag} behind`,
    );
  const problems = [...ended, ...stuck];
  return problems.length === 0 ? { healthy: true } : { healthy: false, details: { problems } };
}
