import type { Clock } from '@convoscope/telemetry';

/** How often a batch has been tried, and since when. */
export interface Attempts {
  readonly firstOffset: bigint;
  readonly failures: number;
  readonly firstFailedAtMs: number;
}

/** Remembers, per partition, the failed tries of the batch that stands at its head. Lost at a restart: counting begins anew. */
export function createAttemptLog(clock: Pick<Clock, 'now' | 'elapsed'>) {
  const byPartition = new Map<string, Attempts>();
  const retryAtMs = new Map<string, number>();
  const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;
  return {
    get: (topic: string, partition: number): Attempts | undefined => byPartition.get(keyOf(topic, partition)),
    /** Counts a failure of the batch that begins at `firstOffset`. */
    fail(topic: string, partition: number, firstOffset: bigint): Attempts {
      const before = byPartition.get(keyOf(topic, partition));
      const isRepeat = before !== undefined && before.firstOffset === firstOffset;
      const attempts = isRepeat
        ? { ...before, failures: before.failures + 1 }
        : { firstOffset, failures: 1, firstFailedAtMs: clock.now() };
      byPartition.set(keyOf(topic, partition), attempts);
      return attempts;
    },
    /** The failed batch comes again at `atMs` of the elapsed time. */
    retryAt: (topic: string, partition: number, atMs: number): void =>
      void retryAtMs.set(keyOf(topic, partition), atMs),
    /** Returns whether there was anything to forget. */
    succeed(topic: string, partition: number): boolean {
      if (byPartition.size === 0) return false;
      retryAtMs.delete(keyOf(topic, partition));
      return byPartition.delete(keyOf(topic, partition));
    },
    /** Whether the partition stands still because of a failure that is retried: the next try is to come, or began at most `graceMs` ago. */
    isWaiting: (topic: string, partition: number, graceMs: number): boolean =>
      clock.elapsed() <= (retryAtMs.get(keyOf(topic, partition)) ?? Number.NEGATIVE_INFINITY) + graceMs,
    /** Partitions of a topic whose head has failed and not yet succeeded. */
    nFailing: (topic: string): number =>
      [...byPartition.keys()].filter((key) => key.startsWith(`${topic}/`)).length,
  };
}

export type AttemptLog = ReturnType<typeof createAttemptLog>;
