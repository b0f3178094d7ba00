import { updateJson, type ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';

interface Lease {
  holder: string;
  untilMs: number;
}

/** Who of several instances writes scheduled reports: a named holder until a time, kept as an object and changed by compare-and-swap. */
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

  /** Takes the lease, or renews it where it is ours. Returns whether we hold it now. */
  async take(): Promise<boolean> {
    const now = this.#now();
    const lease = await updateJson<Lease>(this.#objects, this.#key, (current) =>
      current !== null && current.holder !== this.#holder && current.untilMs > now
        ? undefined
        : { holder: this.#holder, untilMs: now + this.#durationMs },
    );
    return lease?.holder === this.#holder;
  }

  /** Lets another instance take over at once. */
  async release(): Promise<void> {
    await updateJson<Lease>(this.#objects, this.#key, (current) =>
      current?.holder === this.#holder ? { ...current, untilMs: 0 } : undefined,
    );
  }
}
