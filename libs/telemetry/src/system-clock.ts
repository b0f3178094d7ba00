import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './telemetry.ts';

/** Timers of Node hold no more than this; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The real time. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    try {
      await delay(Math.min(ms, LONGEST_TIMER_MS), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
});
