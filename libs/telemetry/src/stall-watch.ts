/** Something that is to move, at one look. */
export interface Look {
  id: string;
  /** Another one whenever it has moved. */
  mark: bigint | number;
  /** Whether there is something for it to do. */
  hasWork: boolean;
}

interface Standing extends Look {
  stalledMs: number;
}

/**
 * Sums for how long things have provably stood still although there was work. Only time between two looks in a row counts, and never more than
 * `maxGapMs` of it: what could not be looked at, a suspended process or a clock that jumps proves nothing about anybody. Pure.
 */
export class StallWatch {
  readonly #maxGapMs: number;
  #standing = new Map<string, Standing>();
  #lastLookAtMs: number | undefined;

  constructor(maxGapMs: number) {
    this.#maxGapMs = maxGapMs;
  }

  /** They could be looked at. Those that are not named are forgotten. */
  look(nowMs: number, looks: readonly Look[]): void {
    const elapsedMs = this.#elapsedMs(nowMs);
    this.#standing = new Map(
      looks.map((look) => {
        const was = this.#standing.get(look.id);
        const stands = was !== undefined && was.mark === look.mark && was.hasWork && look.hasWork;
        return [look.id, { ...look, stalledMs: stands ? was.stalledMs + elapsedMs : 0 }];
      }),
    );
    this.#lastLookAtMs = nowMs;
  }

  /** They could not be looked at: the time until the next look does not count. */
  miss(): void {
    this.#lastLookAtMs = undefined;
  }

  /** How long it has stood still with work to do; 0 where it moves, is idle or is not known. */
  stalledMs(id: string, nowMs: number): number {
    const { stalledMs = 0 } = this.#standing.get(id) ?? {};
    return stalledMs === 0 ? 0 : stalledMs + this.#elapsedMs(nowMs);
  }

  /** What stood still, at the last look, for longer than this. */
  stalledFor(limitMs: number): string[] {
    return [...this.#standing.values()].filter(({ stalledMs }) => stalledMs > limitMs).map(({ id }) => id);
  }

  #elapsedMs(nowMs: number): number {
    if (this.#lastLookAtMs === undefined) return 0;
    return Math.min(Math.max(0, nowMs - this.#lastLookAtMs), this.#maxGapMs);
  }
}
