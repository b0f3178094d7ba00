import type { Clock } from '@convoscope/telemetry';
import { keepLeaseAlive } from './keep-lease-alive.ts';
import { LeaseLostError, type LeasedState, type SourceLease } from './leased-state.ts';

export interface HoldingOptions {
  clock: Clock;
  leaseMs: number;
  signal: AbortSignal;
}

/**
 * Works while holding a lease, which is prolonged meanwhile and given back afterwards. Null: somebody else holds it. `work` is told by its signal
 * when the lease is lost; then this rejects with LeaseLostError.
 */
export async function whileHolding<T>(
  lease: SourceLease,
  { clock, leaseMs, signal }: HoldingOptions,
  work: (state: LeasedState, signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const state = await lease.acquire();
  if (state === null) return null;
  const stop = new AbortController();
  const alive = keepLeaseAlive(state, { clock, leaseMs }, stop);
  try {
    return await work(state, AbortSignal.any([signal, stop.signal]));
  } catch (error) {
    if (stop.signal.aborted && stop.signal.reason instanceof LeaseLostError) throw stop.signal.reason;
    throw error;
  } finally {
    stop.abort();
    await alive;
    // A lost lease is somebody else's to release.
    await state.release().catch(ignoreLostLease);
  }
}

function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LeaseLostError)) throw error;
}
