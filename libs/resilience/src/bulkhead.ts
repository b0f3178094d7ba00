import { TransientError } from '@convoscope/contracts';
import pLimit from 'p-limit';
import type { PolicyOptions } from './policy.ts';

export interface Bulkhead {
  readonly nRunning: number;
  readonly nQueued: number;
  /** Waits for a free place. A caller that gives up while it waits is rejected at once with its signal's reason. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

const full = (name: string, maxQueued: number): TransientError =>
  new TransientError(`more than ${maxQueued} calls to ${name} are waiting already`, {
    code: 'RESILIENCE_BULKHEAD_FULL',
    context: { policy: name },
  });

/** Rejects as soon as the signal aborts, whatever the promise does. */
export function abandonOnAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    const stopListening = (): void => signal.removeEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(stopListening);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** At most `maxConcurrent` calls at a time and `maxQueued` waiting; one more is refused. */
export function createBulkhead({
  name,
  maxConcurrent,
  maxQueued,
}: Pick<PolicyOptions, 'name' | 'maxConcurrent' | 'maxQueued'>): Bulkhead {
  const limit = pLimit(maxConcurrent);
  return {
    get nRunning() {
      return limit.activeCount;
    },
    get nQueued() {
      return limit.pendingCount;
    },
    async run(work, signal) {
      signal?.throwIfAborted();
      const mustWait = limit.activeCount + limit.pendingCount >= maxConcurrent;
      if (mustWait && limit.pendingCount >= maxQueued) throw full(name, maxQueued);
      const running = limit(async () => {
        signal?.throwIfAborted();
        return work();
      });
      return signal === undefined ? running : abandonOnAbort(running, signal);
    },
  };
}
