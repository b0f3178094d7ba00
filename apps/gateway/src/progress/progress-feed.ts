import type { Progress } from './read-progress.ts';

export interface ProgressFeedOptions {
  /** What the store says; asked only after it said that something changed. */
  readStored: (tenant: string) => Promise<Omit<Progress, 'at' | 'consumers'>>;
  readConsumers: () => Promise<Progress['consumers']>;
  /** Calls back whenever something of what `readStored` reads may be another; `end` stops that. Does not throw. */
  watch: (onChange: () => void) => { end: () => Promise<void> };
  clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  intervalMs?: number;
  maxListeners?: number;
  onFailure: (error: unknown) => void;
}

/** Told of each state that differs from the one before; the first is told at once. */
export type ProgressListener = (state: { progress: Progress; isNew: boolean }) => void;

interface TenantFeed {
  readonly listeners: Set<ProgressListener>;
  readonly stopping: AbortController;
  stored: Omit<Progress, 'at' | 'consumers'> | undefined;
  hasChanged: boolean;
  last: Progress | undefined;
}

const INTERVAL_MS = 1_000;
const MAX_LISTENERS = 500;

/**
 * One reader of the progress for all who look at it: it works while somebody does, asks the store only when something changed there, and the bus
 * once a second. So a hundred open tabs cost what one does, and one on which nothing happens reads no document.
 */
export class ProgressFeed {
  readonly #options: ProgressFeedOptions;
  readonly #feeds = new Map<string, TenantFeed>();

  constructor(options: ProgressFeedOptions) {
    this.#options = options;
  }

  get nListeners(): number {
    return [...this.#feeds.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
  }

  /** Returns how to stop listening; null where there are too many listeners. */
  listen(tenant: string, listener: ProgressListener): (() => void) | null {
    if (this.nListeners >= (this.#options.maxListeners ?? MAX_LISTENERS)) return null;
    const feed = this.#feeds.get(tenant) ?? this.#open(tenant);
    feed.listeners.add(listener);
    if (feed.last !== undefined) listener({ progress: feed.last, isNew: true });
    return () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size > 0) return;
      feed.stopping.abort();
      if (this.#feeds.get(tenant) === feed) this.#feeds.delete(tenant);
    };
  }

  #open(tenant: string): TenantFeed {
    const feed: TenantFeed = {
      ...{ listeners: new Set<ProgressListener>(), stopping: new AbortController() },
      ...{ stored: undefined, hasChanged: true, last: undefined },
    };
    this.#feeds.set(tenant, feed);
    void this.#run(tenant, feed);
    return feed;
  }

  /** Does not throw. */
  async #run(tenant: string, feed: TenantFeed): Promise<void> {
    const { clock, watch, intervalMs = INTERVAL_MS, onFailure } = this.#options;
    const watched = watch(() => void (feed.hasChanged = true));
    const { signal } = feed.stopping;
    while (!signal.aborted) {
      try {
        await this.#tell(tenant, feed);
      } catch (error) {
        feed.hasChanged = true;
        onFailure(error);
      }
      await clock.sleep(intervalMs, signal).catch(() => undefined);
    }
    await watched.end();
  }

  async #tell(tenant: string, feed: TenantFeed): Promise<void> {
    const { readStored, readConsumers, clock } = this.#options;
    if (feed.hasChanged || feed.stored === undefined) {
      // Before reading: what changes while we read is read again.
      feed.hasChanged = false;
      feed.stored = await readStored(tenant);
    }
    const state = { ...feed.stored, consumers: await readConsumers() };
    const { at: _at, ...before } = feed.last ?? { at: '' };
    const isNew = JSON.stringify(before) !== JSON.stringify(inOrder(state));
    if (isNew || feed.last === undefined)
      feed.last = { at: new Date(clock.now()).toISOString(), ...inOrder(state) };
    for (const listener of feed.listeners) listener({ progress: feed.last, isNew });
  }
}

const inOrder = ({ stages, consumers, sources }: Omit<Progress, 'at'>): Omit<Progress, 'at'> => ({
  stages,
  consumers,
  sources,
});
