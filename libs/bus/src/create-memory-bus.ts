import type { Bus } from './bus.ts';
import type { BusOptions } from './bus-options.ts';
import { createBus } from './create-bus.ts';
import { DEFAULT_RETENTION_MS, deadLetterRetentionMs } from './ensure-topics.ts';
import { openJournal } from './journal/journal-storage.ts';
import { watchJournal } from './journal/watch-journal.ts';
import { createMemoryStorage, MemoryCluster } from './memory/memory-cluster.ts';
import { createMemoryDriver } from './memory/memory-driver.ts';
import { systemTime } from './system-time.ts';

const DEFAULT_PARTITIONS = 4;

export interface MemoryBusOptions extends BusOptions {
  /** Folder of the journal; without it nothing outlives the process. */
  journalDir?: string;
  /** Opens the journal only to look at it (scan, progress, dead letters), even while another process writes it. */
  isReadOnly?: boolean;
  /** Of topics that come into being by being used. Default 4. */
  partitions?: number;
}

/**
 * A bus inside this process with the semantics of Kafka: partitions, groups, committed offsets, redelivery. With `journalDir` it outlives
 * the process, even one that is killed.
 */
export function createMemoryBus(options: MemoryBusOptions): Bus {
  const clock = options.clock ?? systemTime;
  const defaultPartitions = options.partitions ?? options.topics?.partitions ?? DEFAULT_PARTITIONS;
  const { journalDir, isReadOnly = false, telemetry } = options;
  const retentionMs = options.topics?.retentionMs ?? DEFAULT_RETENTION_MS;
  const retentionMsOf = (topic: string): number =>
    topic.endsWith('.dlq') ? deadLetterRetentionMs(retentionMs) : retentionMs;
  const journal =
    journalDir === undefined
      ? undefined
      : openJournal({
          ...{ dir: journalDir, isReadOnly, logger: telemetry.logger, now: () => clock.now() },
          retentionMsOf,
        });
  const storage = journal ?? createMemoryStorage();
  const cluster = new MemoryCluster({ now: () => clock.now(), defaultPartitions, storage });
  if (journal !== undefined && !isReadOnly) watchJournal(journal, telemetry);
  // Only a journal lets go of anything.
  const isKept = journal === undefined || retentionMs < 0;
  const driver = createMemoryDriver(cluster, clock, (topic) => (isKept ? null : retentionMsOf(topic)));
  const bus = createBus(driver, options, defaultPartitions);
  return {
    ...bus,
    async close() {
      await bus.close();
      await cluster.close();
    },
  };
}
