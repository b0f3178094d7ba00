import type { Clock } from '@convoscope/telemetry';
import { LeaseLostError, type LeasedState } from './leased-state.ts';

/** Prolongs the lease while a slow page is worked on. When it is lost all the same, `stop` is aborted with LeaseLostError. Ends when `stop` does. */
export async function keepLeaseAlive(
  state: Pick<LeasedState, 'update'>,
  { clock, leaseMs }: { clock: Clock; leaseMs: number },
  stop: AbortController,
): Promise<void> {
  while (!stop.signal.aborted) {
    try {
      await clock.sleep(leaseMs / 3, stop.signal);
      await state.update((current) => current);
    } catch (error) {
      // Another failure of the state store may pass before the lease runs out.
      if (!stop.signal.aborted && error instanceof LeaseLostError) stop.abort(error);
    }
  }
}
