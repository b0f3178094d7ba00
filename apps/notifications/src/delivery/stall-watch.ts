/** An endpoint's worker at one look. */
export interface WorkerLook {
  readonly endpoint: string;
  /** Deliveries that are due and that nobody has in hand. */
  readonly nDue: number;
  /** Rounds and attempts that this process has ended so far. */
  readonly nSteps: number;
}

interface Standing extends WorkerLook {
  readonly stalledMs: number;
}

/**
 * Sums for how long workers have provably done nothing although there was something to do. Only time between two looks in a row counts, and
 * never more than `maxGapMs` of it: a database that is away or a suspended process proves nothing. Pure.
 */
export class StallWatch {
  readonly #maxGapMs: number;
  #standing = new Map<string, Standing>();
  #lastLookAtMs: number | undefined;

  constructor(maxGapMs: number) {
    this.#maxGapMs = maxGapMs;
  }

  look(nowMs: number, workers: readonly WorkerLook[]): void {
    const elapsedMs = this.#elapsedMs(nowMs);
    this.#standing = new Map(
      workers.map((worker) => {
        const before = this.#standing.get(worker.endpoint);
        const stands =
          before !== undefined && before.nDue > 0 && worker.nDue > 0 && before.nSteps === worker.nSteps;
        return [worker.endpoint, { ...worker, stalledMs: stands ? before.stalledMs + elapsedMs : 0 }];
      }),
    );
    this.#lastLookAtMs = nowMs;
  }

  /** It could not be looked: the time until the next look does not count. */
  miss(): void {
    this.#lastLookAtMs = undefined;
  }

  /** The endpoints that nothing has been done for, for longer than this. */
  stalledFor(limitMs: number): string[] {
    return [...this.#standing.values()]
      .filter(({ stalledMs }) => stalledMs > limitMs)
      .map(({ endpoint }) => endpoint);
  }

  #elapsedMs(nowMs: number): number {
    if (this.#lastLookAtMs === undefined) return 0;
    return Math.min(Math.max(0, nowMs - this.#lastLookAtMs), this.#maxGapMs);
  }
}
