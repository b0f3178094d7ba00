import { TransientError } from '@convoscope/contracts';
import { secondOf, type ChangePosition, type Store } from '@convoscope/store';
import type { LiveEvent, WindowLimits } from './event-window.ts';
import { LiveReader } from './live-reader.ts';

export interface LiveFeedOptions {
  store: Pick<Store, 'follow'>;
  clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  onFailure: (error: unknown) => void;
  limits?: WindowLimits;
  maxKept?: number;
  maxListeners?: number;
}

/** How far back somebody may go on from. */
export const WINDOW: WindowLimits = { maxEvents: 1_000, maxAgeMs: 300_000 };
const MAX_KEPT = 20_000;
const MAX_LISTENERS = 2_000;
const READY_WITHIN_MS = 5_000;
/** Another server may have read on so far already. A position that lies later is none of this database. */
const AHEAD_SECONDS = 60;
/** Before every position: what follows begins with a gap. */
const NOWHERE: ChangePosition = '';

/** Where one who follows is. */
export interface LiveCursor {
  /** Everything up to here was taken. */
  readonly position: ChangePosition;
  /** Whether events were let go before they were taken. */
  readonly hasGap: boolean;
  /** The next event; `gap`: some before it are not there any more, and the cursor has gone on behind them; undefined: none yet. */
  take(): LiveEvent | 'gap' | undefined;
  stop(): void;
}

/**
 * One reader of changes for all who follow them: it reads while somebody does and for one window after, so that whoever comes back goes on where
 * they were. 500 who follow cost one change stream, and one conversion of each event to text.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #listeners = new Map<string, Set<() => void>>();
  #reader: LiveReader | undefined;
  #closing = new AbortController();

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  get nListeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Follows a tenant from a position on, by default from now; `onMore` is called when there is something to take. Null where too many follow. Throws
   * TransientError where the database does not answer.
   */
  async listen(
    tenant: string,
    after: ChangePosition | undefined,
    onMore: () => void,
  ): Promise<LiveCursor | null> {
    if (this.nListeners >= (this.#options.maxListeners ?? MAX_LISTENERS)) return null;
    this.#closing.abort();
    this.#listeners.set(tenant, (this.#listeners.get(tenant) ?? new Set()).add(onMore));
    const stop = (): void => this.#leave(tenant, onMore);
    try {
      const reader = (this.#reader ??= this.#open());
      await this.#untilReady(reader);
      if (after !== undefined) reader.reachBack(after);
      const isOfAnother = after !== undefined && secondOf(after) > secondOf(reader.newest) + AHEAD_SECONDS;
      return createCursor(reader, tenant, isOfAnother ? NOWHERE : (after ?? reader.newest), stop);
    } catch (error) {
      stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const reader = this.#reader;
    this.#reader = undefined;
    await reader?.end();
  }

  #leave(tenant: string, onMore: () => void): void {
    const listeners = this.#listeners.get(tenant);
    if (listeners?.delete(onMore) !== true) return;
    if (listeners.size === 0) this.#listeners.delete(tenant);
    if (this.#listeners.size === 0) void this.#closeLater();
  }

  /** Does not throw. */
  async #closeLater(): Promise<void> {
    const { clock, limits = WINDOW, onFailure } = this.#options;
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    await clock.sleep(limits.maxAgeMs, signal).catch(() => undefined);
    if (!signal.aborted) await this.close().catch(onFailure);
  }

  #open(): LiveReader {
    const { store, clock, limits = WINDOW, maxKept = MAX_KEPT, onFailure } = this.#options;
    return new LiveReader({
      ...{ store, limits, maxKept, onFailure, now: () => clock.now() },
      onTold: (tenant) => {
        for (const onMore of this.#listeners.get(tenant) ?? []) onMore();
      },
    });
  }

  async #untilReady({ ready }: LiveReader): Promise<void> {
    const waiting = new AbortController();
    const late = this.#options.clock.sleep(READY_WITHIN_MS, waiting.signal).then(() => {
      throw new TransientError('the database does not answer', { code: 'GATEWAY_LIVE_UNAVAILABLE' });
    });
    late.catch(() => undefined);
    await Promise.race([ready, late]);
    waiting.abort();
  }
}

function createCursor(
  reader: LiveReader,
  tenant: string,
  begin: ChangePosition,
  stop: () => void,
): LiveCursor {
  let position = begin;
  return {
    stop,
    get position() {
      return position;
    },
    get hasGap() {
      return position < reader.fromOf(tenant);
    },
    take() {
      if (this.hasGap) {
        position = reader.fromOf(tenant);
        return 'gap';
      }
      const event = reader.next(tenant, position);
      // Where nothing is left, everything that has come was taken, or was another tenant's.
      if (event !== undefined) position = event.id;
      else if (reader.position > position) position = reader.position;
      return event;
    },
  };
}
