import { assignmentId, type BatchVerdict, type BusDriver, type RawBatch } from './bus-driver.ts';

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
 * without this nobody would notice. Asks the log when partitions are assigned, and when a batch does not begin where the one before ended.
 */
export function withGapWatch(driver: BusDriver, onGap: (gap: ExpiredGap) => void): BusDriver {
  return {
    ...driver,
    async consume(options) {
      const expected = new Map<string, bigint>();
      const gaps = new GroupGaps(driver, options.group, onGap);
      // A client that finds its offset gone resets what was committed: what it stood at must be known before it joins.
      await Promise.all(options.topics.map((topic) => gaps.learn(topic)));
      return driver.consume({
        ...options,
        onAssigned(ids) {
          options.onAssigned?.(ids);
          // Where the log cannot be asked now, the next batch asks again.
          void Promise.allSettled(options.topics.map((topic) => gaps.checkAll(topic, ids)));
        },
        async onBatch(batch, control) {
          const id = assignmentId(batch.topic, batch.partition);
          const first = batch.records.at(0)?.offset;
          if (first !== undefined && expected.get(id) !== first) {
            const problem = await gaps.checkBefore(batch, first).catch((error: unknown) => ({ error }));
            if (problem !== undefined) return { kind: 'retry', nextOffset: first, retryAfterMs: RETRY_MS };
          }
          const verdict = await options.onBatch(batch, control);
          remember(expected, id, verdict);
          return verdict;
        },
      });
    },
  };
}

/** Where the log cannot be asked, the batch waits: processed and committed, it would hide what is missing before it. */
const RETRY_MS = 1_000;

function remember(expected: Map<string, bigint>, id: string, verdict: BatchVerdict): void {
  if (verdict.kind === 'halt') expected.delete(id);
  else expected.set(id, verdict.nextOffset);
}

/** What one group has not seen. Each missing offset is reported once. */
class GroupGaps {
  readonly #driver: BusDriver;
  readonly #group: string;
  readonly #onGap: (gap: ExpiredGap) => void;
  /** Offsets last seen committed: a group whose offset is out of range loses it before anything else can be asked. */
  readonly #committed = new Map<string, bigint>();
  readonly #reportedUpTo = new Map<string, bigint>();

  constructor(driver: BusDriver, group: string, onGap: (gap: ExpiredGap) => void) {
    this.#driver = driver;
    this.#group = group;
    this.#onGap = onGap;
  }

  async learn(topic: string): Promise<void> {
    const committed = await this.#driver.committed(this.#group, [topic]);
    for (const [partition, offset] of committed.get(topic) ?? [])
      if (offset !== null) this.#committed.set(assignmentId(topic, partition), offset);
  }

  /** Partitions that were just assigned: a gap is reported although no record may ever come after it. */
  async checkAll(topic: string, assigned: ReadonlySet<string>): Promise<void> {
    await this.learn(topic);
    for (const { partition, low } of await this.#driver.offsets(topic))
      if (assigned.has(assignmentId(topic, partition))) this.#check(topic, partition, low);
  }

  /** The offsets before a batch that begins at `first`, those that the log no longer has. */
  async checkBefore({ topic, partition }: RawBatch, first: bigint): Promise<void> {
    await this.learn(topic);
    const low =
      (await this.#driver.offsets(topic)).find((offsets) => offsets.partition === partition)?.low ?? 0n;
    this.#check(topic, partition, low < first ? low : first);
  }

  #check(topic: string, partition: number, to: bigint): void {
    const id = assignmentId(topic, partition);
    const committed = this.#committed.get(id);
    if (committed === undefined) return;
    const reported = this.#reportedUpTo.get(id) ?? committed;
    const from = reported > committed ? reported : committed;
    if (to <= from) return;
    this.#reportedUpTo.set(id, to);
    this.#onGap({ group: this.#group, topic, partition, from, to });
  }
}
