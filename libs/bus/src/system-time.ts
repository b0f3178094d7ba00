import type { Clock } from '@convoscope/telemetry';
import { setTimeout as delay } from 'node:timers/promises';

/** The machine's clock. */
export const systemTime: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
};
