import { updateJson, type ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';

interface Lease {
  holder: string;
  untilMs: number;
  /** When a round of reports was last written to its end, by whomever. */
  roundEndedAtMs?: number;
}

/**
 * Who of several instances writes scheduled reports, and when somebody last did: a named holder until a time, kept as an object and changed by
 * compare-and-swap. It is held for the length of a round: whoever starts again waits for nobody who is gone, and writes no round twice.
 */
export class WriterLease {
  readonly #objects: ObjectStore;
  readonly #key: string;
  readonly #holder = randomUUID();
  readonly #durationMs: number;
  readonly #now: () => number;

  constructor(options: { objects: ObjectStore; key: string; durationMs: number; now: () => number }) {
    this.#objects = options.objects;
    this.#key = options.key;
    this.#durationMs = options.durationMs;
    this.#now = options.now;
  }

  /** Takes the lease, or renews it where it is ours; not where a round ended less than `restMs` ago. Returns whether we hold it now. */
  async take(restMs = 0): Promise<boolean> {
    const now = this.#now();
    const lease = await updateJson<Lease>(this.#objects, this.#key, (current) => {
      const isOthers = current !== null && current.holder !== this.#holder && current.untilMs > now;
      // An end in the future was said by a clock that has been set back since: it says nothing.
      const sinceRoundMs = now - (current?.roundEndedAtMs ?? -Infinity);
      const isResting = sinceRoundMs >= 0 && sinceRoundMs < restMs;
      if (isOthers || isResting) return undefined;
      return { ...current, holder: this.#holder, untilMs: now + this.#durationMs };
    });
    return lease?.holder === this.#holder && lease.untilMs > now;
  }

  /** Lets another instance take over at once; `isRoundDone`: the round was written to its end. */
  async release(isRoundDone = false): Promise<void> {
    const now = this.#now();
    await updateJson<Lease>(this.#objects, this.#key, (current) =>
      current?.holder === this.#holder
        ? { ...current, untilMs: 0, ...(isRoundDone && { roundEndedAtMs: now }) }
        : undefined,
    );
  }
}
