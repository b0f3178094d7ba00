import type { Topic } from '@convoscope/contracts';
import type { Bus } from './bus.ts';
import { createBusMetrics } from './bus-metrics.ts';
import { DEFAULT_TOPIC_PREFIX, type BusOptions } from './bus-options.ts';
import { startSubscription, type RunningSubscription } from './consume/start-subscription.ts';
import { dropDeadLetters, listDeadLetters, replayDeadLetters } from './dead-letters/dead-letter-queue.ts';
import { createLetterIndex } from './dead-letters/pending-letters.ts';
import type { BusDriver } from './driver/bus-driver.ts';
import { ensureTopics } from './ensure-topics.ts';
import { watchHealth } from './health/bus-health.ts';
import { longestReplayable } from './dead-letters/longest-replayable.ts';
import { createProgressMonitor } from './health/progress-monitor.ts';
import { createRetentionWatch } from './health/retention-watch.ts';
import { createPublisher } from './publish-events.ts';
import { scanTopic } from './scan-topic.ts';
import { systemTime } from './system-time.ts';
import { createTopicNames } from './topic-names.ts';

const DEFAULT_LIST_LIMIT = 1_000;
const CHECK_PARKING_EVERY_MS = 5_000;

/** The bus on top of a driver: everything that does not depend on which log lies below. */
export function createBus(driver: BusDriver, options: BusOptions, defaultPartitions: number): Bus {
  const names = createTopicNames(options.topicPrefix ?? DEFAULT_TOPIC_PREFIX);
  const metrics = createBusMetrics(options.telemetry);
  const clock = options.clock ?? systemTime;
  const monitor = createProgressMonitor(driver, names, clock);
  const retention = createRetentionWatch(driver, names, monitor, clock);
  const index = createLetterIndex(driver);
  const subscriptions = new Set<RunningSubscription>();
  const health = watchHealth({ options, metrics, monitor, retention, subscriptions });
  const releasing = setInterval(() => {
    for (const subscription of subscriptions) void subscription.releaseParked();
  }, options.parkingCheckMs ?? CHECK_PARKING_EVERY_MS);
  releasing.unref();
  const topicSettings = { ...options.topics, partitions: options.topics?.partitions ?? defaultPartitions };
  return {
    publish: createPublisher({
      driver,
      telemetry: options.telemetry,
      metrics,
      objects: options.objects,
      toPhysical: names.toPhysical,
      now: () => clock.now(),
    }),
    async subscribe(subscribe) {
      const parts = {
        driver,
        names,
        metrics,
        options,
        onStopped: (ended: RunningSubscription) => void subscriptions.delete(ended),
      };
      const subscription = await startSubscription(parts, subscribe);
      subscriptions.add(subscription);
      return subscription;
    },
    scan: (topic, scan) => scanTopic(driver, names.toPhysical(topic.name), topic, options.objects, scan),
    progress: (groups, topics: readonly Topic[]) =>
      monitor.progress(
        groups,
        topics.map((topic) => topic.name),
      ),
    progressOf: (consumers) =>
      monitor.progressOf(consumers.map(({ group, topic }) => ({ group, topic: topic.name }))),
    timeLags: (groups, topics: readonly Topic[]) =>
      retention.timeLags(
        groups,
        topics.map((topic) => topic.name),
      ),
    retentionMs: (topic) => driver.retentionMs(names.toPhysical(topic.name)),
    replayableMs: (topics) => longestReplayable(driver, names, topics),
    listDeadLetters: (topic, list) =>
      listDeadLetters(
        { driver, index, names, topic },
        list?.ids ?? list?.limit ?? DEFAULT_LIST_LIMIT,
        list?.whose,
      ),
    replayDeadLetters: (topic, ids, edited, whose) =>
      replayDeadLetters(
        { driver, index, names, topic, objects: options.objects, now: () => clock.now() },
        ids,
        edited,
        whose,
      ),
    dropDeadLetters: (topic, ids, note) =>
      dropDeadLetters({ driver, index, names, topic }, ids, {
        ...note,
        at: new Date(clock.now()).toISOString(),
      }),
    ensureTopics: (topics) => ensureTopics(driver, names, topics, topicSettings),
    async close() {
      health.stop();
      clearInterval(releasing);
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await driver.close();
    },
  };
}
