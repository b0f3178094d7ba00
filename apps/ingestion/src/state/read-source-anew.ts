import { TransientError } from '@convoscope/contracts';
import { emptyState, type SourceState } from '../sync/source-state.ts';
import type { StateStore } from './state-store.port.ts';

/**
 * Puts a source's cursor back before its first row: all of it is read, and published once more as it stands. To be called while nobody polls it:
 * throws TransientError `LEASE_HELD` where somebody was faster. A source without state is new and will be read anyway.
 */
export async function readSourceAnew(states: StateStore, source: string): Promise<void> {
  const stored = await states.read(source);
  if (stored === null) return;
  const state = stored.value as SourceState;
  const anew: SourceState = { ...state, cursor: emptyState().cursor, publishedAhead: [] };
  if ((await states.compareAndSwap(source, anew, stored.version)) === null)
    throw new TransientError(`source ${source} is being polled by another process`, { code: 'LEASE_HELD' });
}
