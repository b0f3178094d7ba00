import {
  positionAtSecond,
  secondOf,
  type ChangePosition,
  type Store,
  type StoredChange,
} from '@convoscope/store';
import { EventWindow, type LiveEvent, type WindowLimits } from './event-window.ts';
import { LIVE_CHANNELS, toToldEvent } from './live-channels.ts';

export interface LiveReaderOptions {
  store: Pick<Store, 'follow'>;
  now: () => number;
  limits: WindowLimits;
  /** Events that are kept of all tenants together. */
  maxKept: number;
  /** Something came of a tenant. */
  onTold: (tenant: string) => void;
  /** What cannot be told is left out, and said here. */
  onFailure: (error: unknown) => void;
}

/** Reading the past again costs a look at the changes of a whole window: nobody can have that done all the time. */
const REWIND_EVERY_MS = 60_000;
const COLLECTIONS = Object.values(LIVE_CHANNELS).map(({ collection }) => collection);

/** Reads changes by one change stream, makes each into text once, and keeps the newest of each tenant. */
export class LiveReader {
  readonly #options: LiveReaderOptions;
  readonly #ready = Promise.withResolvers<void>();
  /** Those of which something came last are last. */
  readonly #windows = new Map<string, EventWindow>();
  #nKept = 0;
  #from: ChangePosition = '';
  #position: ChangePosition = '';
  #newest: ChangePosition = '';
  #rewoundAtMs = -Infinity;
  #followed: { end(): Promise<void> };

  constructor(options: LiveReaderOptions) {
    this.#options = options;
    this.#followed = this.#follow();
  }

  /** Resolves when it knows where it begins. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Everything up to here has come. */
  get position(): ChangePosition {
    return this.#position;
  }

  /** The newest that it ever came to: where those begin who want nothing of the past. */
  get newest(): ChangePosition {
    return this.#newest;
  }

  /** Every event of the tenant behind this is known. */
  fromOf(tenant: string): ChangePosition {
    return this.#windows.get(tenant)?.from ?? this.#from;
  }

  next(tenant: string, position: ChangePosition): LiveEvent | undefined {
    return this.#windows.get(tenant)?.next(position);
  }

  /** Where the position lies before it began, and not longer ago than events are kept, it reads that past too. */
  reachBack(position: ChangePosition): void {
    if (position >= this.#from) return;
    const { now, limits } = this.#options;
    const earliest = Math.floor((now() - limits.maxAgeMs) / 1_000);
    if (secondOf(position) < earliest || now() - this.#rewoundAtMs < REWIND_EVERY_MS) return;
    this.#rewoundAtMs = now();
    void this.#followed.end();
    const from = positionAtSecond(earliest);
    this.#begin(from);
    this.#followed = this.#follow(from);
  }

  async end(): Promise<void> {
    await this.#followed.end();
  }

  #follow(after?: ChangePosition): { end(): Promise<void> } {
    let isBeginning = after === undefined;
    return this.#options.store.follow({
      collections: COLLECTIONS,
      ...(after !== undefined && { after }),
      onPosition: (position) => {
        if (isBeginning) this.#begin(position);
        isBeginning = false;
        this.#position = position;
        if (position > this.#newest) this.#newest = position;
        this.#ready.resolve();
      },
      onChange: (change) => this.#tell(change),
      onGap: () => void (isBeginning = true),
    });
  }

  /** Knows nothing from before the position, and will know everything behind it. */
  #begin(from: ChangePosition): void {
    this.#from = this.#position = from;
    this.#windows.clear();
    this.#nKept = 0;
  }

  #tell(change: StoredChange): void {
    try {
      const told = toToldEvent(change);
      if (told === null) return;
      const { tenant, channel, name, data } = told;
      const atMs = this.#options.now();
      this.#keep(tenant, { id: change.position, channel, name, json: JSON.stringify(data), atMs });
      this.#options.onTold(tenant);
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  #keep(tenant: string, event: LiveEvent): void {
    const window = this.#windows.get(tenant) ?? new EventWindow(this.#from, this.#options.limits);
    this.#moveLast(tenant, window);
    const before = window.nEvents;
    window.append(event);
    this.#nKept += window.nEvents - before;
    for (const [other, quiet] of this.#windows) {
      if (this.#nKept <= this.#options.maxKept || other === tenant) break;
      this.#nKept -= quiet.nEvents;
      quiet.clear();
      this.#moveLast(other, quiet);
    }
  }

  #moveLast(tenant: string, window: EventWindow): void {
    this.#windows.delete(tenant);
    this.#windows.set(tenant, window);
  }
}
