import { TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import { emptyState, type SourceState } from '../sync/source-state.ts';
import type { StateStore } from './state-store.port.ts';

/** Somebody else took the source over. Nothing may be written for it any more; whoever catches this stops and asks for the lease anew. */
export class LeaseLostError extends TransientError {
  constructor(source: string) {
    super(`the lease of source ${source} is held by another poller`, {
      code: 'LEASE_LOST',
      context: { source },
    });
  }
}

/** State of one source, as its only writer sees it. */
export interface LeasedState {
  /** Fencing token of this tenure. */
  readonly token: number;
  readonly current: SourceState;
  /** Replaces the state and prolongs the lease in the same compare-and-swap. Calls are applied one after the other. Throws LeaseLostError. */
  update(change: (state: SourceState) => SourceState): Promise<void>;
  /** Gives the lease back so that the next poller need not wait for it to run out. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  states: StateStore;
  source: string;
  /** Unique to this process. */
  holder: string;
  leaseMs: number;
  clock: Pick<Clock, 'now'>;
}

/** Asks for the lease of a source. */
export interface SourceLease {
  /** Takes the lease, or returns null while another poller holds it. */
  acquire(): Promise<LeasedState | null>;
}

/**
 * The lease of a source. It is taken over with a higher token once it has expired: by its own time, or because nothing was written for
 * `leaseMs` of the time of whoever asks. So a poller that died with a clock far ahead keeps nobody waiting for longer than `leaseMs`. A wrong
 * clock can only cause an early take-over, never two writers: every write is a compare-and-swap on the document that holds the lease.
 */
export function createSourceLease(options: LeaseOptions): SourceLease {
  const { states, source, holder, leaseMs, clock } = options;
  let seen: { version: string; sinceMs: number } | null = null;

  function isSilent(version: string): boolean {
    const now = clock.now();
    if (seen?.version !== version || now < seen.sinceMs) seen = { version, sinceMs: now };
    return now - seen.sinceMs >= leaseMs;
  }

  return {
    async acquire() {
      const stored = await states.read(source);
      const state = stored === null ? emptyState() : (stored.value as SourceState);
      const { lease } = state;
      const isHeld = lease !== null && lease.holder !== holder && lease.expiresAtMs > clock.now();
      if (isHeld && stored !== null && !isSilent(stored.version)) return null;
      const token = (lease?.token ?? 0) + 1;
      const taken = withLease(state, options, token);
      const version = await states.compareAndSwap(source, taken, stored?.version ?? null);
      return version === null ? null : createLeasedState(options, token, taken, version);
    },
  };
}

const withLease = (state: SourceState, options: LeaseOptions, token: number): SourceState => ({
  ...state,
  lease: { holder: options.holder, token, expiresAtMs: options.clock.now() + options.leaseMs },
});

function createLeasedState(
  options: LeaseOptions,
  token: number,
  taken: SourceState,
  firstVersion: string,
): LeasedState {
  let current = taken;
  let version = firstVersion;
  let tail: Promise<void> = Promise.resolve();

  async function write(next: SourceState): Promise<void> {
    const written = await options.states.compareAndSwap(options.source, next, version);
    if (written === null) throw new LeaseLostError(options.source);
    current = next;
    version = written;
  }

  /** One write at a time: each builds on the one before. A failed one does not stop the next. */
  function inLine(change: () => SourceState): Promise<void> {
    const result = tail.then(() => write(change()));
    tail = result.catch(() => undefined);
    return result;
  }

  return {
    token,
    get current() {
      return current;
    },
    update: (change) => inLine(() => withLease(change(current), options, token)),
    // The token stays: the next holder's must be higher.
    release: () =>
      inLine(() => ({
        ...current,
        lease: { holder: options.holder, token, expiresAtMs: options.clock.now() },
      })),
  };
}
