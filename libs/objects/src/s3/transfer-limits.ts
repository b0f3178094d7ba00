import { TransientError } from '@convoscope/contracts';

/** What a call may take: a large object needs its time, a small one that does not come is not waited for. */
export interface TransferLimits {
  /** Until the answer begins. */
  baseMs: number;
  /** A connection that is slower than this counts as broken. */
  bytesPerSecond: number;
}

export const DEFAULT_LIMITS: TransferLimits = { baseMs: 10_000, bytesPerSecond: 512 * 1024 };

/** No object of ours takes longer, and none that does is worth waiting for. */
export const LONGEST_MS = 3_600_000;

export const timeFor = (sizeBytes: number, { baseMs, bytesPerSecond }: TransferLimits): number =>
  Math.min(LONGEST_MS, baseMs + (sizeBytes / bytesPerSecond) * 1_000);

/** A point in time after which a call is cancelled; it can be moved while the call runs. */
export interface Deadline {
  /** Aborts at the deadline with TransientError `OBJECTS_TOO_SLOW`, or with the caller's reason when that gives up. */
  readonly signal: AbortSignal;
  /** Counts anew from now. */
  restart(ms: number): void;
  clear(): void;
}

export function createDeadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(outer?.reason);
  if (outer?.aborted === true) giveUp();
  outer?.addEventListener('abort', giveUp, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', giveUp);
  };
  const start = (afterMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort(
        new TransientError(`object storage gave no answer within ${Math.round(afterMs)} ms`, {
          code: 'OBJECTS_TOO_SLOW',
        }),
      );
    }, afterMs);
  };
  start(ms);
  return { signal: controller.signal, restart: start, clear };
}
