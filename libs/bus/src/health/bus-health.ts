import type { HealthState } from '@convoscope/telemetry';
import type { PartitionProgress } from '../bus.ts';
import { DEFAULT_STALL_AFTER_MS } from '../bus-options.ts';
import { describeThrown } from '../consume/classify-error.ts';
import type { RunningSubscription } from '../consume/start-subscription.ts';
import { systemTime } from '../system-time.ts';
import type { HealthParts } from './health-parts.ts';
import { reportRetention } from './report-retention.ts';
import { SubscriptionWatch } from './subscription-watch.ts';

const REFRESH_EVERY_MS = 5_000;
const CHECK_RETENTION_EVERY_MS = 60_000;

/**
 * Watches that subscriptions move. Two checks named `bus`:
 * live - fails when a subscription ended by itself, or a partition that is this process's has lag and has not moved for `stallAfterMs`
 *   although nothing makes it wait: a restart helps. Says nothing while the log cannot be read: no restart brings a broker back.
 * ready - fails also while a partition stands still because what its handler needs is down, and while the log cannot be read.
 */
export function watchHealth(parts: HealthParts): { stop(): void } {
  const { options, subscriptions } = parts;
  const clock = options.clock ?? systemTime;
  const refreshMs = options.healthRefreshMs ?? REFRESH_EVERY_MS;
  const stallAfterMs = options.stallAfterMs ?? DEFAULT_STALL_AFTER_MS;
  const watches = new Map<RunningSubscription, SubscriptionWatch>();
  let readAtMs = clock.elapsed();

  const watchOf = (subscription: RunningSubscription): SubscriptionWatch => {
    const known =
      watches.get(subscription) ?? new SubscriptionWatch(subscription, { stallAfterMs, refreshMs });
    watches.set(subscription, known);
    return known;
  };
  const look = async (): Promise<void> => {
    for (const ended of watches.keys()) if (!subscriptions.has(ended)) watches.delete(ended);
    try {
      for (const subscription of subscriptions) {
        const progress = await parts.monitor.progress([subscription.group], subscription.topicNames);
        watchOf(subscription).look(clock.elapsed(), progress);
        publishMetrics(parts, progress, clock.now());
      }
      readAtMs = clock.elapsed();
    } catch (error) {
      for (const watch of watches.values()) watch.miss();
      options.telemetry.logger.debug({ err: describeThrown(error) }, 'progress of the bus could not be read');
    }
  };
  const toState = (kind: 'live' | 'ready'): HealthState => {
    const now = clock.elapsed();
    const isUnreadable = kind === 'ready' && subscriptions.size > 0 && now - readAtMs > stallAfterMs;
    const problems = [...subscriptions].flatMap((subscription) => watchOf(subscription).problems(kind, now));
    if (isUnreadable)
      problems.push(`the log could not be read for ${Math.round((now - readAtMs) / 1_000)} s`);
    return problems.length === 0 ? { healthy: true } : { healthy: false, details: { problems } };
  };
  options.telemetry.addHealthCheck('live', 'bus', () => toState('live'));
  options.telemetry.addHealthCheck('ready', 'bus', () => toState('ready'));
  const timers = [
    repeat(look, refreshMs),
    repeat(() => reportRetention(parts), options.retentionCheckMs ?? CHECK_RETENTION_EVERY_MS),
  ];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

/** Runs `work` again and again, never twice at a time. It must not throw. */
function repeat(work: () => Promise<void>, everyMs: number): NodeJS.Timeout {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void work().finally(() => (isRunning = false));
  }, everyMs);
  return timer.unref();
}

function publishMetrics({ metrics }: HealthParts, progress: readonly PartitionProgress[], now: number): void {
  for (const { group, topic, partition, lag, nExpired, lastProgressAtMs } of progress) {
    const labels = { group, topic, partition: String(partition) };
    metrics.lag.set(labels, lag);
    metrics.secondsSinceProgress.set(labels, lag === 0 ? 0 : (now - lastProgressAtMs) / 1_000);
    metrics.expired.set(labels, nExpired);
  }
}
