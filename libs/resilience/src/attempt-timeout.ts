import { TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import { abandonOnAbort } from './bulkhead.ts';

const timedOut = (name: string, timeoutMs: number): TransientError =>
  new TransientError(`${name} gave no answer within ${timeoutMs} ms`, {
    code: 'RESILIENCE_TIMEOUT',
    context: { policy: name, timeoutMs },
  });

/** A reason made once: an abort without one makes an error with a stack, at 20 microseconds a call. */
const FINISHED = new Error('the attempt is over');

/**
 * One attempt with its own AbortController: it aborts when time is up or when the caller gives up, and the returned promise rejects then,
 * whether or not the call listens. Time up is TransientError `RESILIENCE_TIMEOUT`, giving up is the caller's reason.
 */
export async function callWithTimeout<T>(
  call: (signal: AbortSignal) => Promise<T>,
  { name, timeoutMs }: { name: string; timeoutMs: number },
  { clock, signal }: { clock: Clock; signal?: AbortSignal | undefined },
): Promise<T> {
  signal?.throwIfAborted();
  const attempt = new AbortController();
  const finished = new AbortController();
  const giveUp = (): void => attempt.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  clock.sleep(timeoutMs, finished.signal).then(
    () => attempt.abort(timedOut(name, timeoutMs)),
    () => undefined,
  );
  try {
    return await abandonOnAbort(call(attempt.signal), attempt.signal);
  } catch (error) {
    throw attempt.signal.aborted ? attempt.signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    finished.abort(FINISHED);
  }
}
