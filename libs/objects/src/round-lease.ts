import { randomUUID } from 'node:crypto';
import { updateJson } from './json-object.ts';
import type { ObjectStore } from './object-store.ts';

interface Lease {
  holder: string;
  untilMs: number;
  /** When a round was last done to its end, by whomever. */
  roundEndedAtMs?: number;
}

/**
 * Who of several instances does periodic work, and when somebody last did: a named holder until a time, kept as an object and changed by
 * compare-and-swap. It is held for the length of a round: whoever starts again waits for nobody who is gone, and does no round twice.
 */
export class RoundLease {
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

  /** Lets another instance take over at once; `isRoundDone`: the round was done to its end. */
  async release(isRoundDone = false): Promise<void> {
    const now = this.#now();
    await updateJson<Lease>(this.#objects, this.#key, (current) =>
      current?.holder === this.#holder
        ? { ...current, untilMs: 0, ...(isRoundDone && { roundEndedAtMs: now }) }
        : undefined,
    );
  }

  /** Does work while we hold the lease, which is renewed meanwhile; not where another instance holds it. Returns whether the work was done. */
  async hold(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean> {
    if (!(await this.take())) return false;
    const lost = new AbortController();
    const renewing = setInterval(() => {
      this.take().then(
        (isOurs) => (isOurs ? undefined : lost.abort(new Error('the lease is another instance\u2019s'))),
        // An answer that is late is asked for again before the lease runs out.
        () => undefined,
      );
    }, this.#durationMs / 4);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
      return true;
    } finally {
      clearInterval(renewing);
      await this.release();
    }
  }
}
