import type { BatchVerdict, BusDriver, RawBatch } from './bus-driver.ts';

/** Consecutive offsets that the log deleted before a group had processed them. Names are physical. */
export interface ExpiredGap {
  group: string;
  topic: string;
  partition: number;
  from: bigint;
  /** The first offset that is still there. */
  to: bigint;
}

/**
 * A driver that reports what a consumer never gets to see: where retention has overtaken it, it goes on at the first record that is left, which
 * without this nobody would notice. Asks the log only when a batch does not begin where the one before ended: once a partition and assignment.
 */
export function withGapWatch(driver: BusDriver, onGap: (gap: ExpiredGap) => void): BusDriver {
  return {
    ...driver,
    consume(options) {
      const expected = new Map<string, bigint>();
      const { group, onBatch } = options;
      return driver.consume({
        ...options,
        async onBatch(batch, control) {
          const partition = `${batch.topic}/${batch.partition}`;
          const first = batch.records[0]?.offset;
          if (first !== undefined && expected.get(partition) !== first) {
            const gap = await findGap(driver, group, batch, first).catch((error: unknown) => ({ error }));
            if (gap !== null && 'error' in gap)
              return { kind: 'retry', nextOffset: first, retryAfterMs: RETRY_MS };
            if (gap !== null) onGap(gap);
          }
          const verdict = await onBatch(batch, control);
          remember(expected, partition, verdict);
          return verdict;
        },
      });
    },
  };
}

/** Where the log cannot be asked, the batch waits: processed and committed, it would hide what is missing before it. */
const RETRY_MS = 1_000;

function remember(expected: Map<string, bigint>, partition: string, verdict: BatchVerdict): void {
  if (verdict.kind === 'halt') expected.delete(partition);
  else expected.set(partition, verdict.nextOffset);
}

/** The offsets between what the group has committed and the batch that the log no longer has; null where there are none. */
async function findGap(
  driver: BusDriver,
  group: string,
  { topic, partition }: RawBatch,
  first: bigint,
): Promise<ExpiredGap | null> {
  const from = (await driver.committed(group, topic)).get(partition) ?? null;
  if (from === null || from >= first) return null;
  const low = (await driver.offsets(topic)).find((offsets) => offsets.partition === partition)?.low ?? 0n;
  const to = low < first ? low : first;
  return to > from ? { group, topic, partition, from, to } : null;
}
