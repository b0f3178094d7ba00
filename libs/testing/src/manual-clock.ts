interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

/** Lets everything that is already runnable run: promise reactions and what they schedule in turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until a test moves it. Times are milliseconds since 1970. */
export class ManualClock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startAt: Date | number = Date.UTC(2026, 0, 1)) {
    this.#now = Number(startAt);
  }

  /** Bound, so that it can be handed over as a plain function. */
  readonly now = (): number => this.#now;

  /** The same: nobody sets this clock back. */
  readonly elapsed = (): number => this.#now;

  readonly date = (): Date => new Date(this.#now);

  /** Number of sleepers that have not been woken: tells a test that the code under test has come to its pause. */
  get nSleeping(): number {
    return this.#sleepers.size;
  }

  /** Resolves when the clock has been moved by `durationMs`; rejects with the signal's reason when that aborts first. */
  readonly sleep = (durationMs: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return void reject(signal.reason as Error);
      const sleeper: Sleeper = { dueAt: this.#now + durationMs, wake: () => resolve() };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        if (this.#sleepers.delete(sleeper)) reject(signal.reason as Error);
      });
    });

  /** Moves the clock on, waking sleepers in the order they are due; after each, what it set off is run before the clock goes on. */
  async advance(durationMs: number): Promise<void> {
    const until = this.#now + durationMs;
    await settle();
    for (let next = this.#nextDue(until); next !== undefined; next = this.#nextDue(until)) {
      this.#now = Math.max(this.#now, next.dueAt);
      this.#sleepers.delete(next);
      next.wake();
      await settle();
    }
    this.#now = until;
  }

  #nextDue(until: number): Sleeper | undefined {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.dueAt <= until);
    return due.sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}
