/** A partition at one look. */
export interface PartitionLook {
  id: string;
  committed: bigint;
  lag: number;
  /** Whether it is this process that must move it. */
  isMine: boolean;
}

interface Standing {
  committed: bigint;
  lag: number;
  stalledMs: number;
}

/**
 * Sums for how long partitions have provably stood still. Only time between two looks in a row counts, and never more than `maxGapMs` of
 * it: an outage of the log, a suspended process or a clock that jumps proves nothing about a consumer. Pure.
 */
export class StallWatch {
  readonly #maxGapMs: number;
  readonly #standing = new Map<string, Standing>();
  #lastLookAtMs: number | undefined;

  constructor(maxGapMs: number) {
    this.#maxGapMs = maxGapMs;
  }

  /** The partitions could be looked at. Those that are not named are forgotten. */
  look(nowMs: number, partitions: readonly PartitionLook[]): void {
    const elapsedMs = this.#elapsedMs(nowMs);
    const mine = partitions.filter(({ isMine }) => isMine);
    const before = new Map(this.#standing);
    this.#standing.clear();
    for (const { id, committed, lag } of mine) {
      const was = before.get(id);
      const stands = was !== undefined && was.committed === committed && was.lag > 0 && lag > 0;
      this.#standing.set(id, { committed, lag, stalledMs: stands ? was.stalledMs + elapsedMs : 0 });
    }
    this.#lastLookAtMs = nowMs;
  }

  /** They could not be looked at: the time until the next look does not count. */
  miss(): void {
    this.#lastLookAtMs = undefined;
  }

  /** How long the partition has stood still with events to process; 0 where it moves, is idle or is not this process's. */
  stalledMs(id: string, nowMs: number): number {
    const { stalledMs = 0 } = this.#standing.get(id) ?? {};
    return stalledMs === 0 ? 0 : stalledMs + this.#elapsedMs(nowMs);
  }

  #elapsedMs(nowMs: number): number {
    if (this.#lastLookAtMs === undefined) return 0;
    return Math.min(Math.max(0, nowMs - this.#lastLookAtMs), this.#maxGapMs);
  }
}
