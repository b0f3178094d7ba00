import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to keep trying; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Pause between two attempts; 25 ms unless told. */
  readonly intervalMs?: number;
}

/**
 * Repeats an assertion until it passes and resolves to what it returned; rejects with its last error when it has not passed after
 * `timeoutMs`. For conditions that another process brings about; within one process wait for the event itself.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 10_000, intervalMs = 25 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() + intervalMs > deadline) throw error;
    }
    await delay(intervalMs);
  }
}
